import { sliceRanges } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { scatterRanges } from './scatter-ranges.js';

/** A part of x: ∂x is ∂y where it was taken from, 0 elsewhere. */
export const slice: Differentiable = {
  gradient: ({ g, node, gradients: [dy], inputValues }) => [
    scatterRanges(g, dy!, inputValues[0]!.shape, sliceRanges(node, inputValues)),
  ],
};
