/**
 * The last stage: goes on from `$LANGSEG_RUN/weights.safetensors`, the weights of the second one, with more of VOC and rooms. It
 * brings the trunk's classifier back to the answers that it gave in the beginning, and ends with small steps.
 *
 *     LANGSEG_RUN=RUN2 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/finish.ts --out RUN3
 */
import { basename, join } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as adapted } from './adapt.js';
import { materialFromEnvironment, runFromEnvironment, trunkWeights } from './src/material.js';

const factors: Readonly<Record<string, number>> = { voc: 1.5, nyu: 1.2 };

const train = adapted.data.train.map((source) => ({
  ...source,
  weight: source.weight! * (factors[basename(source.path)] ?? 1),
}));

export const recipe: NodeRecipeInput = {
  ...adapted,
  seed: 8,
  start: { checkpoint: join(runFromEnvironment(), 'weights.safetensors'), minimum: 1 },
  distillation: {
    checkpoint: join(materialFromEnvironment().weights, trunkWeights),
    scope: 'backbone.',
    weight: 2,
  },
  data: { ...adapted.data, train },
  epochs: 4,
  schedule: { type: 'cosine', per: 'step', floor: 0.02, warmUp: { fraction: 0.02 } },
};
