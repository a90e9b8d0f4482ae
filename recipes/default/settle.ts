/**
 * The sixth stage: goes on from `$LANGSEG_RUN/weights.safetensors`, the weights of the fifth one, and trains the deeper parts of both trunks
 * as well, each channel in steps of its own size.
 *
 *     LANGSEG_RUN=RUN5 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/settle.ts --out RUN6
 */
import { join } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as polished } from './polish.js';
import { recipe as widened } from './widen.js';
import { runFromEnvironment } from './src/material.js';

export const recipe: NodeRecipeInput = {
  ...widened,
  seed: 12,
  start: { checkpoint: join(runFromEnvironment(), 'weights.safetensors'), minimum: 1 },
  // Keeps what the first trunk's classifier knows; what the second one's knows, the teacher with 31 classes says.
  distillation: polished.distillation,
  // Up to the last block of stride 8 of each trunk, and the first one's classifier.
  parameters: {
    ...widened.parameters,
    freeze: ['backbone.00*', 'backbone.01*', 'backbone.068.*', 'mosaic.00*', 'mosaic.01*'],
  },
  epochs: 7,
  // More than this shakes the second trunk, whose batch norms are folded.
  learningRate: { base: 0.00015, decoderFactor: 2, relative: ['backbone.*', 'mosaic.*'] },
  schedule: { type: 'cosine', per: 'step', floor: 0.02, warmUp: { fraction: 0.04 } },
};
