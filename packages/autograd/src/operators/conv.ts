import type { Differentiable } from '../differentiable.js';
import { convolutionSizes } from './convolution/geometry.js';
import { convolutionInputGradient } from './convolution/input-gradient.js';
import { convolutionWeightGradient } from './convolution/weight-gradient.js';

/**
 * Y = X * W + b over images: cross-correlation with strides, padding, dilations and groups.
 * ∂X and ∂W as in {@link convolutionInputGradient} and {@link convolutionWeightGradient}, ∂b = ∂Y summed over batch and
 * pixels.
 */
export const conv: Differentiable = {
  gradient(context) {
    const { g, inputs, gradients, wanted } = context;
    const dy = gradients[0]!;
    const sizes = convolutionSizes(context);
    return [
      wanted[0] ? convolutionInputGradient(g, dy, inputs[1]!, sizes) : undefined,
      wanted[1] ? convolutionWeightGradient(g, inputs[0]!, dy, sizes) : undefined,
      wanted[2] ? g.op('ReduceSum', [dy, g.ints(0, 2, 3)], { keepdims: 0 }) : undefined,
    ];
  },
};
