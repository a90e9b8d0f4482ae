export type { Differentiable, ForwardResult, GradientContext, NodeContext } from './differentiable.js';
export { differentiate, type Differentiation, type DifferentiateOptions } from './differentiate.js';
export { simplify } from './simplify.js';
