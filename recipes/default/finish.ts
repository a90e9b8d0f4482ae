/**
 * The last stage: as the one before, with the natural weights of things and of what lies between them where a set has a
 * background. Rare things that count for more win too much of it.
 *
 *     LANGSEG_RUN=RUN2 node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/finish.ts --out RUN3
 */
import type { NodeRecipeInput } from '@langseg/training/node';
import { recipe as adapted } from './adapt.js';

const train = adapted.data.train.map(({ labelOptions, ...source }) => {
  const isBetween = labelOptions?.always?.includes('background') === true;
  return { ...source, labelOptions: { ...labelOptions, ...(isBetween && { weights: {} }) } };
});

export const recipe: NodeRecipeInput = {
  ...adapted,
  seed: 8,
  data: { ...adapted.data, train },
  epochs: 4,
  learningRate: { base: 0.00006, decoderFactor: 15 },
  schedule: { type: 'cosine', per: 'step', floor: 0.02, warmUp: { fraction: 0.02 } },
};
