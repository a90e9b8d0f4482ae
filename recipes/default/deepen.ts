/**
 * The third stage: goes on from `$LANGSEG_RUN/weights.safetensors`, the weights of the second one, in more and larger
 * steps: what the photos teach is far from learned by then.
 *
 *     LANGSEG_RUN=RUN2 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/deepen.ts --out RUN3
 */
import { join } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as adapted } from './adapt.js';
import { runFromEnvironment } from './src/material.js';
import { withBroaderProbability } from './src/sampling/broader-probability.js';

/** How often a label is swapped for a broader word: somewhat more often again. */
const broaderProbabilities: Readonly<Record<string, number>> = {
  voc: 0.08,
  nyu: 0.03,
  msrc: 0.05,
  ccp: 0.02,
  coco: 0.03,
};

export const recipe: NodeRecipeInput = {
  ...adapted,
  seed: 9,
  start: { checkpoint: join(runFromEnvironment(), 'weights.safetensors'), minimum: 1 },
  data: { ...adapted.data, train: withBroaderProbability(adapted.data.train, broaderProbabilities) },
  epochs: 18,
  learningRate: { base: 0.0004, decoderFactor: 2, relative: ['backbone.*'] },
};
