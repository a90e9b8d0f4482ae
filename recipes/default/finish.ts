/**
 * The second stage: goes on from the weights of the first one, `$LANGSEG_RUN/weights.safetensors`, with larger crops at the
 * size at which photos are segmented, in small steps.
 *
 *     LANGSEG_RUN=RUN node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/finish.ts --out RUN2
 */
import { join, resolve } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as first } from './recipe.js';

const run = process.env.LANGSEG_RUN;
if (!run) throw new Error('Set LANGSEG_RUN to the folder of the first run.');

export const recipe: NodeRecipeInput = {
  ...first,
  seed: 5,
  start: { checkpoint: resolve(join(run, 'weights.safetensors')), minimum: 1 },
  data: { ...first.data, validation: [] },
  augmentation: {
    type: 'random-crop',
    crop: 352,
    scale: [0.7, 1.6],
    baseSize: 448,
    color: { brightness: 0.2, contrast: 0.2, saturation: 0.2, hue: 0.02 },
  },
  stepsPerEpoch: 100,
  epochs: 1,
  learningRate: { base: 0.00004, decoderFactor: 10 },
  schedule: { type: 'cosine', per: 'step', floor: 0.05, warmUp: { fraction: 0.05 } },
  average: { decay: 0.97 },
};
