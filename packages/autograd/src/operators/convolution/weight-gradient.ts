import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { depthwiseWeightGradient, hasDepthwiseGradient } from './depthwise-weight-gradient.js';
import { padsOf, type ConvolutionSizes } from './geometry.js';
import { oneHotKernels } from './one-hot-kernels.js';

/**
 * ∂W of Y = X * W: each element is the inner product of ∂Y with what the kernel's tap saw of X. As matrices,
 * ∂W = Σ_b ∂Y_b · S_bᵀ with S_b holding what the taps saw; how S is laid out depends on the kernel (measured on
 * onnxruntime's CPU provider; a convolution with a kernel as large as the image is many times slower than any of these):
 *
 * - a 1×1 kernel sees X itself, or every stride-th pixel of it;
 * - a kernel that moves by its own size sees each pixel once, so S is a transposed X;
 * - depthwise kernels with stride 1 are taken apart into rows and columns: see {@link depthwiseWeightGradient};
 * - other grouped kernels get S from a convolution with one-hot weights;
 * - all others take one product for each tap with a shifted X.
 *
 * @param x X `[B, C, H, W]`.
 * @param dy ∂Y `[B, M, OH, OW]`.
 * @returns ∂W `[M, C/G, KH, KW]`.
 */
export function convolutionWeightGradient(
  g: GraphBuilder,
  x: Value,
  dy: Value,
  sizes: ConvolutionSizes,
): Value {
  const { outputs, channels, group, window } = sizes;
  if (hasDepthwiseGradient(sizes)) return depthwiseWeightGradient(g, x, dy, sizes);
  if (group > 1) return groupedGradient(g, x, dy, sizes);
  const shape = g.ints(outputs, channels, ...window.kernel);
  if (window.kernel.every((length) => length === 1))
    return g.op('Reshape', [productOfRows(g, dy, seenByTap(g, x, [0, 0], sizes), sizes), shape]);
  if (isTiling(sizes)) return g.op('Reshape', [tilingGradient(g, x, dy, sizes), shape]);

  const padded = padInput(g, x, sizes);
  const taps = tapsOf(window.kernel).map((tap) => {
    const product = productOfRows(g, dy, seenByTap(g, padded, tap, sizes), sizes);
    return g.op('Unsqueeze', [product, g.ints(2)]);
  });
  return g.op('Reshape', [g.op('Concat', taps, { axis: 2 }), shape]);
}

/** All positions of a kernel, row by row. */
function tapsOf([height, width]: readonly number[]): [number, number][] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}

function padInput(g: GraphBuilder, x: Value, { window }: ConvolutionSizes): Value {
  const [top, left, bottom, right] = padsOf(window);
  if (top + left + bottom + right === 0) return x;
  return g.op('Pad', [x, g.ints(0, 0, top, left, 0, 0, bottom, right)]);
}

/** What one tap sees of the padded input: `[B, C, OH, OW]`. */
function seenByTap(
  g: GraphBuilder,
  padded: Value,
  tap: readonly number[],
  { input, output, window }: ConvolutionSizes,
): Value {
  const { strides, dilations, padsBegin, padsEnd } = window;
  const begins = tap.map((index, axis) => index * dilations[axis]);
  const ends = begins.map((begin, axis) => begin + (output[axis] - 1) * strides[axis] + 1);
  const isWhole = ends.every(
    (end, axis) => begins[axis] === 0 && end === input[axis] + padsBegin[axis] + padsEnd[axis],
  );
  if (isWhole && strides.every((stride) => stride === 1)) return padded;
  return g.op('Slice', [padded, g.ints(...begins), g.ints(...ends), g.ints(2, 3), g.ints(...strides)]);
}

/** Σ_b a_b · s_bᵀ of a `[B, M, OH, OW]` and s `[B, C, OH, OW]`: `[M, C]`. */
function productOfRows(
  g: GraphBuilder,
  dy: Value,
  seen: Value,
  { batch, outputs, channels, output }: ConvolutionSizes,
): Value {
  const area = output[0] * output[1];
  const rows = (value: Value, count: number) =>
    g.op('Reshape', [value, batch === 1 ? g.ints(count, area) : g.ints(batch, count, area)]);
  const perm = batch === 1 ? [1, 0] : [0, 2, 1];
  const product = g.op('MatMul', [rows(dy, outputs), g.op('Transpose', [rows(seen, channels)], { perm })]);
  return batch === 1 ? product : g.op('ReduceSum', [product, g.ints(0)], { keepdims: 0 });
}

/** Whether the kernel moves by its own size over the input, without padding. */
function isTiling({ window }: ConvolutionSizes): boolean {
  return (
    window.kernel.every((length, axis) => length === window.strides[axis]) &&
    [...window.padsBegin, ...window.padsEnd].every((pad) => pad === 0) &&
    window.dilations.every((dilation) => dilation === 1)
  );
}

/** The gradient of a kernel that moves by its own size (patch embedding), `[M, C·KH·KW]`. */
function tilingGradient(g: GraphBuilder, x: Value, dy: Value, sizes: ConvolutionSizes): Value {
  const { batch, channels, outputs, output, window } = sizes;
  const [height, width] = window.kernel;
  const used = g.op('Slice', [x, g.ints(0, 0), g.ints(output[0] * height, output[1] * width), g.ints(2, 3)]);
  const tiles = g.op('Reshape', [used, g.ints(batch, channels, output[0], height, output[1], width)]);
  const seen = g.op('Reshape', [
    g.op('Transpose', [tiles], { perm: [0, 2, 4, 1, 3, 5] }),
    g.ints(batch * output[0] * output[1], channels * height * width),
  ]);
  const rows = g.op('Transpose', [g.op('Reshape', [dy, g.ints(batch, outputs, -1)])], { perm: [1, 0, 2] });
  return g.op('MatMul', [g.op('Reshape', [rows, g.ints(outputs, -1)]), seen]);
}

/** The gradient of a grouped convolution: what taps see comes from one-hot kernels. */
function groupedGradient(g: GraphBuilder, x: Value, dy: Value, sizes: ConvolutionSizes): Value {
  const { batch, channels, outputs, group, window, output } = sizes;
  const taps = window.kernel[0] * window.kernel[1];
  const kernels = oneHotKernels(g, channels, window.kernel);
  const { strides, dilations } = window;
  const seen = g.op('Conv', [x, kernels], { group: channels, strides, dilations, pads: padsOf(window) });
  const area = output[0] * output[1];
  const columns = (channels / group) * taps;
  const product = g.op('MatMul', [
    g.op('Reshape', [dy, g.ints(batch, group, outputs / group, area)]),
    g.op('Transpose', [g.op('Reshape', [seen, g.ints(batch, group, columns, area)])], {
      perm: [0, 1, 3, 2],
    }),
  ]);
  const summed = batch === 1 ? product : g.op('ReduceSum', [product, g.ints(0)], { keepdims: 0 });
  return g.op('Reshape', [summed, g.ints(outputs, channels / group, ...window.kernel)]);
}
