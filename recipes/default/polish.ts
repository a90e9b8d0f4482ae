/**
 * The fourth stage: goes on from `$LANGSEG_RUN/weights.safetensors`, the weights of the third one, with broader words more often on
 * VOC's photos, whose grass and trees are no plants there.
 *
 *     LANGSEG_RUN=RUN3 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/polish.ts --out RUN4
 */
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as deepened } from './deepen.js';
import { withBroaderProbability } from './src/sampling/broader-probability.js';

export const recipe: NodeRecipeInput = {
  ...deepened,
  seed: 10,
  data: {
    ...deepened.data,
    train: withBroaderProbability(deepened.data.train, { voc: 0.15, voc_stuff: 0.03, msrc: 0.03 }),
  },
  epochs: 12,
};
