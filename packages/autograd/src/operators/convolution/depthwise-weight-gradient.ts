import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { extentOf, type ConvolutionSizes } from './geometry.js';
import { oneHotKernels } from './one-hot-kernels.js';

/** Whether {@link depthwiseWeightGradient} knows the gradient. */
export function hasDepthwiseGradient({ channels, outputs, group, window }: ConvolutionSizes): boolean {
  const [height] = extentOf(window);
  return (
    group > 1 &&
    channels === group &&
    outputs === group &&
    window.strides.every((stride) => stride === 1) &&
    Math.max(window.padsBegin[0], window.padsEnd[0]) < height
  );
}

/**
 * ∂W of a depthwise convolution with stride 1: ∂W[i, j] = Σ_{y, x} ∂Y[y − i·d + p, x] · X[y, x + j·d − p] by rows y of X,
 * with dilation d and padding p. So ∂W is the product of KH shifted ∂Y and KW shifted X, and KH + KW images are written
 * where the whole view of the kernel would be KH · KW; memory is what takes the time here.
 *
 * @param x X `[B, C, H, W]`.
 * @param dy ∂Y `[B, C, OH, OW]`.
 * @returns ∂W `[C, 1, KH, KW]`.
 */
export function depthwiseWeightGradient(
  g: GraphBuilder,
  x: Value,
  dy: Value,
  { batch, channels, window }: ConvolutionSizes,
): Value {
  const [rows, columns] = window.kernel;
  const { padsBegin, padsEnd, dilations } = window;
  const reach = extentOf(window)[0] - 1;
  const seen = g.op('Conv', [x, oneHotKernels(g, channels, [1, columns])], {
    group: channels,
    dilations: [1, dilations[1]],
    pads: [0, padsBegin[1], 0, padsEnd[1]],
  });
  const received = g.op('Conv', [dy, oneHotKernels(g, channels, [rows, 1], true)], {
    group: channels,
    dilations: [dilations[0], 1],
    pads: [reach - padsBegin[0], 0, reach - padsEnd[0], 0],
  });
  const images = (value: Value, taps: number) => g.op('Reshape', [value, g.ints(batch * channels, taps, -1)]);
  const product = g.op('MatMul', [
    images(received, rows),
    g.op('Transpose', [images(seen, columns)], { perm: [0, 2, 1] }),
  ]);
  const kernels = g.op('Reshape', [product, g.ints(batch, channels, 1, rows, columns)]);
  return g.op('ReduceSum', [kernels, g.ints(0)], { keepdims: 0 });
}
