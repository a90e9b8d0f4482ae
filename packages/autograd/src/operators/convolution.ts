import { readAttribute, transposedWindowGeometry } from '@langseg/onnx-graph';
import type { Differentiable } from '../differentiable.js';
import { assertImages, convolutionSizes, padsOf, type ConvolutionSizes } from './convolution/geometry.js';
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

/**
 * Y = Xᵀ* W + b, the adjoint of a convolution that turns Y into X. So ∂X is that convolution of ∂Y, ∂W is its weight
 * gradient with the two exchanged, and ∂b = ∂Y summed over batch and pixels.
 */
export const convTranspose: Differentiable = {
  gradient(context) {
    const { g, node, inputs, inputValues, outputValues, gradients, wanted } = context;
    const dy = gradients[0]!;
    const [x, weight] = [inputValues[0]!.shape, inputValues[1]!.shape];
    assertImages(node, x);
    const window = transposedWindowGeometry(node, x.slice(2), weight.slice(2));
    const [batch, channels, ...input] = outputValues[0].shape;
    const group = readAttribute(node, 'int', 'group', 1);
    const adjoint: ConvolutionSizes = {
      batch,
      channels,
      outputs: x[1],
      group,
      input,
      output: x.slice(2),
      window,
    };
    const { strides, dilations } = window;
    return [
      wanted[0]
        ? g.op('Conv', [dy, inputs[1]], { strides, dilations, pads: padsOf(window), group })
        : undefined,
      wanted[1] ? convolutionWeightGradient(g, dy, inputs[0]!, adjoint) : undefined,
      wanted[2] ? g.op('ReduceSum', [dy, g.ints(0, 2, 3)], { keepdims: 0 }) : undefined,
    ];
  },
};
