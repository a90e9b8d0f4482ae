import { conv2d, type GraphBuilder, type Parameters, type Value } from '@langseg/onnx-graph';
import type { VitTokens } from '../vit/vit-graph.js';
import { applyReadout, type Readout } from './readout.js';

/**
 * Turns the tokens of four blocks into maps at strides 4, 8, 16 and 32 (DPT's reassemble; `act_postprocess1..4`).
 *
 * @param parameters the scope that holds `act_postprocess1` … `act_postprocess4`.
 */
export function reassemble(
  g: GraphBuilder,
  { tokens, grid }: VitTokens,
  parameters: Parameters,
  options: { readonly patchSize: number; readonly width: number; readonly readout: Readout },
): Value[] {
  const { width, readout, patchSize } = options;
  return tokens.map((value, index) => {
    const level = parameters.scope(`act_postprocess${index + 1}`);
    const rows = applyReadout(g, value, level.scope('0'), readout, width);
    const channelsFirst = g.op('Transpose', [rows], { perm: [0, 2, 1] });
    const unflattened = g.op('Concat', [g.ints(0, width), grid], { axis: 0 });
    const map = conv2d(g, g.op('Reshape', [channelsFirst, unflattened]), level.scope('3'));
    const resampled = resample(g, map, level.scope('4'), patchSize / 2 ** (index + 2));
    return g.op('Identity', [resampled], {}, `layer_${index + 1}`);
  });
}

/** Enlarges by a strided transposed convolution, halves by a strided convolution, or leaves the map as it is. */
export function resample(g: GraphBuilder, map: Value, parameters: Parameters, scale: number): Value {
  if (scale === 1) return map;
  if (scale < 1) return conv2d(g, map, parameters, { stride: 1 / scale, padding: 1 });
  return g.op('ConvTranspose', [map, parameters.value('weight'), parameters.value('bias')], {
    strides: [scale, scale],
  });
}
