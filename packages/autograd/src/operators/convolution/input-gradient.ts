import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import { extentOf, type ConvolutionSizes } from './geometry.js';
import { spreadWindows } from './spread-windows.js';

/**
 * ∂X of Y = X * W. With stride 1 it is a convolution of ∂Y with W turned by 180° and its channel axes exchanged, which
 * runs as fast as the forward pass; with larger strides it is the transposed convolution of ∂Y with W.
 *
 * @param dy ∂Y `[B, M, OH, OW]`.
 * @param weight W `[M, C/G, KH, KW]`.
 * @returns ∂X `[B, C, H, W]`.
 */
export function convolutionInputGradient(
  g: GraphBuilder,
  dy: Value,
  weight: Value,
  sizes: ConvolutionSizes,
): Value {
  const { window, group } = sizes;
  const extents = extentOf(window);
  const missing = [...window.padsBegin, ...window.padsEnd].map((pad, i) => extents[i % 2] - 1 - pad);
  const isPlain = window.strides.every((stride) => stride === 1) && missing.every((pad) => pad >= 0);
  if (isPlain)
    return g.op('Conv', [dy, turned(g, weight, sizes)], {
      pads: missing,
      dilations: window.dilations,
      group,
    });

  return spreadWindows(g, dy, weight, window, { group, size: sizes.input });
}

/** W `[M, C/G, KH, KW]` as the weight of the convolution the other way round, `[C, M/G, KH, KW]`, turned by 180°. */
function turned(
  g: GraphBuilder,
  weight: Value,
  { channels, outputs, group, window }: ConvolutionSizes,
): Value {
  const isPoint = window.kernel.every((length) => length === 1);
  const flipped = isPoint
    ? weight
    : g.op('Slice', [weight, g.ints(-1, -1), g.ints(-(2 ** 31), -(2 ** 31)), g.ints(2, 3), g.ints(-1, -1)]);
  if (group === 1) return g.op('Transpose', [flipped], { perm: [1, 0, 2, 3] });
  if (channels === group && outputs === group) return flipped;
  const [perGroup, outPerGroup] = [channels / group, outputs / group];
  const grouped = g.op('Reshape', [flipped, g.ints(group, outPerGroup, perGroup, ...window.kernel)]);
  const exchanged = g.op('Transpose', [grouped], { perm: [0, 2, 1, 3, 4] });
  return g.op('Reshape', [exchanged, g.ints(channels, outPerGroup, ...window.kernel)]);
}
