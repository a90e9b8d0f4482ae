/**
 * The second stage: goes on from the weights of the first one, `$LANGSEG_RUN/weights.safetensors`, and trains the deeper part
 * of MobileNetV2 as well, in steps so small that it keeps what it knows.
 *
 *     LANGSEG_RUN=RUN node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/adapt.ts --out RUN2
 */
import { join, resolve } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as first } from './recipe.js';

const run = process.env.LANGSEG_RUN;
if (!run) throw new Error('Set LANGSEG_RUN to the folder of the first stage.');

export const recipe: NodeRecipeInput = {
  ...first,
  seed: 7,
  start: { checkpoint: resolve(join(run, 'weights.safetensors')), minimum: 1 },
  // Up to the last block of stride 8.
  parameters: { ...first.parameters, freeze: ['backbone.00*', 'backbone.01*'] },
  epochs: 6,
  learningRate: { base: 0.00004, decoderFactor: 15 },
};
