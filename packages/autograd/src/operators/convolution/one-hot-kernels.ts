import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/**
 * Weights `[C·T, 1, KH, KW]` of a grouped convolution whose output channel c·T + t is what tap t of the T = KH·KW taps sees
 * of channel c: a kernel's whole view laid out side by side.
 *
 * @param isTurned numbers the taps from the last to the first.
 */
export function oneHotKernels(
  g: GraphBuilder,
  channels: number,
  kernel: readonly number[],
  isTurned = false,
): Value {
  const taps = kernel[0] * kernel[1];
  const oneHot = tensor('float32', [1, taps, taps]);
  for (let tap = 0; tap < taps; tap++) oneHot.data[tap * taps + (isTurned ? taps - 1 - tap : tap)] = 1;
  const repeated = g.op('Expand', [g.constant(oneHot), g.ints(channels, taps, taps)]);
  return g.op('Reshape', [repeated, g.ints(channels * taps, 1, ...kernel)]);
}
