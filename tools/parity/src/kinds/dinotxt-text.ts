import { l2Normalize } from '@langseg/core';
import { clipTextGraph, dinotxtTextWeights } from '@langseg/text-encoders';
import * as z from 'zod';
import { graphKind } from '../case-kind.js';
import { loadWeights, weightFiles } from '../golden/case-weights.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { shortenedTextFeeds, textFeeds } from '../networks/clip-text.js';

const config = z.looseObject({
  width: z.int(),
  heads: z.int(),
  layers: z.int(),
  context_length: z.int(),
  embed_dim: z.int(),
});

/** dino.txt's text transformer on given tokens, for the whole context and for the positions that matter. */
export const dinotxtText = graphKind(
  { config, weights: weightFiles },
  async ({ config: sizes, weights: parts }, { files, tensors, runner }) => {
    const weights = await loadWeights(files, parts);
    const graphOf = (part: 'patches' | 'all', embeddingDim: number) =>
      clipTextGraph(
        dinotxtTextWeights(weights, part),
        {
          width: sizes.width,
          heads: sizes.heads,
          depth: sizes.layers,
          contextLength: sizes.context_length,
          embeddingDim,
        },
        { activation: 'gelu' },
      );
    const [all, patches] = [graphOf('all', sizes.embed_dim), graphOf('patches', sizes.embed_dim / 2)];
    const feeds = textFeeds(await tensors.input('ids'));
    const comparisons = [];
    for (const inputs of [feeds, shortenedTextFeeds(feeds)]) {
      const { embeddings: features } = await runner.run(all, inputs);
      const { embeddings: half } = await runner.run(patches, inputs);
      const values = { features, patch_half: half, patch_half_normalized: l2Normalize(half, 1) };
      comparisons.push(...(await compareOutputs(tensors, values)));
    }
    return comparisons;
  },
);
