import type { Differentiable } from '../differentiable.js';

/** Steps, comparisons and sizes: constant almost everywhere, so no gradient passes. */
export const noGradient: Differentiable = { gradient: () => [] };
