/**
 * The seventh stage: goes on from `$LANGSEG_RUN/weights.safetensors`, the weights of the sixth one. The second trunk stays as it is, so
 * that all else can move in steps as large as before it came; larger crops show more of what is around a thing.
 *
 *     LANGSEG_RUN=RUN6 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/finish.ts --out RUN7
 */
import { basename } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as polished } from './polish.js';
import { augmentation } from './recipe.js';
import { recipe as settled } from './settle.js';
import { withBroaderProbability } from './src/sampling/broader-probability.js';

/** More draws of clothes and rooms, which are learned slowest. */
const factors: Readonly<Record<string, number>> = { ccp: 1.5, nyu: 1.15, msrc: 0.8 };

const { data } = settled;

export const recipe: NodeRecipeInput = {
  ...settled,
  seed: 13,
  data: {
    ...data,
    train: withBroaderProbability(data.train, { voc: 0.2 }).map((source) => ({
      ...source,
      weight: source.weight! * (factors[basename(source.path)] ?? 1),
    })),
    // Other words more often: what teachers say pulls names away from them.
    labels: { ...data.labels, synonymProbability: 0.45 },
  },
  augmentation: { ...augmentation, crop: 352 },
  batchSize: 6,
  parameters: {
    ...settled.parameters,
    freeze: ['backbone.00*', 'backbone.01*', 'backbone.068.*', 'mosaic.*'],
  },
  epochs: 9,
  learningRate: polished.learningRate,
};
