import type { Differentiable } from '../differentiable.js';

/** One triangle of each matrix: ∂x is the same triangle of ∂y. */
export const trilu: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputs: [, diagonal] }) =>
    g.copy(node, [dy, diagonal], [`${node.outputs[0]}:gradient`]),
};
