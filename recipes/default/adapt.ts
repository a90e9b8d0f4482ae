/**
 * The second stage: goes on from `$LANGSEG_RUN/with-classes.safetensors`, the weights of the first one with the trunk's own
 * classifier, and trains the deeper part of MobileNetV2 as well, in small steps.
 *
 *     LANGSEG_RUN=RUN node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/adapt.ts --out RUN2
 */
import { basename, join } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { model, recipe as first } from './recipe.js';
import { runFromEnvironment } from './src/material.js';

/** More draws of clothes, which need the deeper layers most. */
const factors: Readonly<Record<string, number>> = { ccp: 1.7 };

const train = first.data.train.map((source) => {
  const set = basename(source.path);
  return {
    ...source,
    weight: source.weight! * (factors[set] ?? 1),
    // The classifier knows VOC's rare classes: they need not count for more, at the price of what lies between.
    ...(set === 'voc' && { labelOptions: { ...source.labelOptions, weights: {} } }),
  };
});

export const recipe: NodeRecipeInput = {
  ...first,
  seed: 7,
  model,
  start: { checkpoint: join(runFromEnvironment(), 'with-classes.safetensors'), minimum: 1 },
  data: { ...first.data, train },
  // Up to the last block of stride 8, and the classifier.
  parameters: { ...first.parameters, freeze: ['backbone.00*', 'backbone.01*', 'backbone.068.*'] },
  epochs: 12,
  learningRate: { base: 0.00004, decoderFactor: 15 },
};
