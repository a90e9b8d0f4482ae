import { tensor, type Tensor } from '@langseg/core';
import { tipsGraph, type TipsSizes } from '@langseg/image-encoders';
import { selectOutputs } from '@langseg/onnx-graph';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { dinov2Config, dinov2Sizes } from '../networks/dinov2.js';

/** TIPS' vision transformer: patches by the value path and, where a case has them, all tokens by the ordinary one. */
export const tipsImage = graphKind(
  { config: dinov2Config.extend({ registers: z.literal(1) }), weights: weightFiles },
  async ({ config, weights: parts }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const sizes: TipsSizes = { ...dinov2Sizes(config, weights), embeddingDim: config.width };
    const pixels = await tensors.floatInput('pixels');
    const { embeddings } = await runner.run(tipsGraph(weights, sizes), { pixels });
    const values: Record<string, Tensor> = { value_patches: channelsLast(embeddings) };
    if (tensors.outputs.length > 1) {
      const graph = tipsGraph(weights, { ...sizes, readout: 'patches' });
      const hidden = await runner.run(selectOutputs(graph, ['tokens', 'pos_embed_resized']), { pixels });
      values.pos_embed = hidden.pos_embed_resized;
      values.cls1 = rowsOf(hidden.tokens, 0, 1);
      values.cls2 = rowsOf(hidden.tokens, 1, 2);
      values.patches = rowsOf(hidden.tokens, 2);
    }
    return compareOutputs(tensors, values);
  },
);

/** `[1, D, h, w]` → `[1, h, w, D]`. */
function channelsLast({ shape, data }: Tensor<'float32'>): Tensor<'float32'> {
  const [batch, channels, ...grid] = shape;
  const area = grid[0] * grid[1];
  const last = tensor('float32', [batch, ...grid, channels]);
  for (let at = 0; at < area; at++)
    for (let channel = 0; channel < channels; channel++)
      last.data[at * channels + channel] = data[channel * area + at];
  return last;
}

/** Some tokens of a single image, `[L, D]` → `[1, …, D]`. */
function rowsOf({ shape, data }: Tensor<'float32'>, from: number, to = shape[0]): Tensor<'float32'> {
  return tensor('float32', [1, to - from, shape[1]], data.slice(from * shape[1], to * shape[1]));
}
