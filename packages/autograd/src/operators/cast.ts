import { onnxDataType } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';

/** The same real numbers in another precision: ∂x is ∂y in that of x. From or to whole numbers nothing passes. */
export const cast: Differentiable = {
  gradient: ({ g, gradients: [dy], inputValues: [x], outputValues: [y] }) => {
    if (!x!.dtype.startsWith('float') || !y.dtype.startsWith('float')) return [];
    return [x!.dtype === y.dtype ? dy : g.op('Cast', [dy!], { to: onnxDataType(x!.dtype) })];
  },
};
