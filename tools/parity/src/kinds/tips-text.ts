import { l2Normalize, tensor, type Tensor } from '@langseg/core';
import { tipsTextGraph } from '@langseg/text-encoders';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';

const config = z.looseObject({ hidden_size: z.number(), num_heads: z.number(), num_layers: z.number() });

/** TIPS' text transformer on given tokens: rows padded to the longest, and each row alone. */
export const tipsText = graphKind(
  { config, weights: weightFiles },
  async ({ config: sizes, weights: parts }, { files, tensors, runner }) => {
    const [tokens, paddings] = await Promise.all(
      ['ids', 'paddings'].map(async (name) => whole(await tensors.input(name))),
    );
    const graph = tipsTextGraph(await loadWeights(files, parts), {
      width: sizes.hidden_size,
      heads: sizes.num_heads,
      depth: sizes.num_layers,
      contextLength: tokens.shape[1],
    });
    const together = (await runner.run(graph, { tokens, paddings })).embeddings;
    const [count, length] = tokens.shape;
    const alone = tensor('float32', together.shape);
    for (let row = 0; row < count; row++) {
      const padding = paddings.data.subarray(row * length, (row + 1) * length);
      const real = padding.includes(1n) ? padding.indexOf(1n) : length;
      const feeds = {
        tokens: tensor('int64', [1, real], tokens.data.slice(row * length, row * length + real)),
        paddings: tensor('int64', [1, real]),
      };
      alone.data.set((await runner.run(graph, feeds)).embeddings.data, row * sizes.hidden_size);
    }
    const comparisons = [];
    for (const embeddings of [together, alone]) {
      const mean = tensor('float32', [1, sizes.hidden_size]);
      l2Normalize(embeddings, 1).data.forEach((value, i) => (mean.data[i % sizes.hidden_size] += value));
      const { data } = l2Normalize(mean, 1);
      const normalized_mean = tensor('float32', [sizes.hidden_size], data);
      comparisons.push(...(await compareOutputs(tensors, { embeddings, normalized_mean })));
    }
    return comparisons;
  },
);

function whole({ shape, data }: Tensor): Tensor<'int64'> {
  return tensor('int64', shape, BigInt64Array.from(data as ArrayLike<number | bigint>, BigInt));
}
