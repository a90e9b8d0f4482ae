import { axisOf } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** Tensors side by side: each one's gradient is its part of ∂y. */
export const concat: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues, outputValues: [{ shape }], wanted }) => {
    const axis = axisOf(node, 0, shape.length);
    const sizes = inputValues.map((input) => input!.shape[axis]);
    if (sizes.length === 1) return [dy];
    if (wanted.filter(Boolean).length > 1)
      return g.ops('Split', [dy!, g.ints(...sizes)], sizes.length, { axis });
    const ends = sizes.map((_, i) => sizes.slice(0, i + 1).reduce((sum, size) => sum + size));
    return sizes.map((size, i) =>
      wanted[i] ? g.op('Slice', [dy!, g.ints(ends[i] - size), g.ints(ends[i]), g.ints(axis)]) : undefined,
    );
  },
};
