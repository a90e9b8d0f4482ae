import type { GraphBuilder, Value, WindowGeometry } from '@langseg/onnx-graph';
import { extentOf, padsOf } from './geometry.js';

/** Length along each axis from the first window's begin to the last one's end. */
export function reachOf(window: WindowGeometry): number[] {
  const extents = extentOf(window);
  return window.output.map((length, axis) => (length - 1) * window.strides[axis] + extents[axis]);
}

/**
 * Puts what windows hold back where they saw it and adds up where they overlap: the transposed convolution that gives
 * exactly `size`, also where the last window did not reach the end or went beyond it.
 *
 * @param held `[B, …, OH, OW]`.
 * @param kernels weights of the transposed convolution.
 * @param size H and W of the result.
 */
export function spreadWindows(
  g: GraphBuilder,
  held: Value,
  kernels: Value,
  window: WindowGeometry,
  options: { readonly group: number; readonly size: readonly number[] },
): Value {
  const { strides, dilations } = window;
  const pads = padsOf(window);
  const rest = reachOf(window).map(
    (length, axis) => options.size[axis] + pads[axis] + pads[axis + 2] - length,
  );
  return g.op('ConvTranspose', [held, kernels], {
    strides,
    dilations,
    pads: pads.map((pad, i) => (i < 2 ? pad : pad + Math.max(0, -rest[i - 2]))),
    output_padding: rest.map((length) => Math.max(0, length)),
    group: options.group,
  });
}
