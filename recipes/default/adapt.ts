/**
 * The second stage: goes on from `$LANGSEG_RUN/with-classes.safetensors`, the weights of the first one with the trunk's own
 * classifier, and trains the deeper part of MobileNetV2 as well, in small steps.
 *
 *     LANGSEG_RUN=RUN node --conditions=@langseg/source --import tsx recipes/default/train.ts --recipe recipes/default/adapt.ts --out RUN2
 */
import { basename, join } from 'node:path';
import type { NodeRecipeInput } from '@langseg/training/node';
import { model, recipe as first } from './recipe.js';
import { materialFromEnvironment, runFromEnvironment, trunkWeights } from './src/material.js';
import { withBroaderProbability } from './src/sampling/broader-probability.js';
import { classWeightLimits } from './src/sampling/class-weights.js';

/** More draws of clothes, which need the deeper layers most, and of what is hard elsewhere. */
const factors: Readonly<Record<string, number>> = { voc: 1.25, nyu: 1.2, ccp: 1.7 };

/**
 * How often a label is swapped for a broader word. One such word takes along all that it fits: at the first stage's 0.15 nearly
 * every list said "clothing" or "garment" instead of what it is.
 */
const broaderProbabilities: Readonly<Record<string, number>> = {
  voc: 0.03,
  nyu: 0.02,
  msrc: 0.03,
  ccp: 0.015,
  coco: 0.02,
};

/** The background is three quarters of a photo of clothes; it should not be most of its loss. */
const restWeights: Readonly<Record<string, number>> = { ccp: 0.3, coco: 0.4 };
const clothesFactor = 2;

const train = first.data.train.map((source) => {
  const set = basename(source.path);
  return {
    ...source,
    weight: source.weight! * (factors[set] ?? 1),
    labelOptions: {
      ...source.labelOptions,
      weights: classWeights(set, source.labelOptions?.weights),
    },
  };
});

function classWeights(set: string, weights: Readonly<Record<string, number>> = {}): Record<string, number> {
  // The classifier knows VOC's rare classes: they need not count for more, at the price of what lies between.
  if (set === 'voc') return {};
  const factor = set === 'ccp' ? clothesFactor : 1;
  return Object.fromEntries(
    Object.entries(weights).map(([name, weight]) => [
      name,
      name === 'background'
        ? (restWeights[set] ?? weight)
        : Math.min(weight * factor, classWeightLimits.most),
    ]),
  );
}

export const recipe: NodeRecipeInput = {
  ...first,
  seed: 7,
  model,
  start: { checkpoint: join(runFromEnvironment(), 'with-classes.safetensors'), minimum: 1 },
  // Keeps what the classifier knows, rare classes above all.
  distillation: {
    checkpoint: join(materialFromEnvironment().weights, trunkWeights),
    scope: 'backbone.',
    weight: 2,
  },
  data: { ...first.data, train: withBroaderProbability(train, broaderProbabilities) },
  // Up to the last block of stride 8, and the classifier.
  parameters: { ...first.parameters, freeze: ['backbone.00*', 'backbone.01*', 'backbone.068.*'] },
  epochs: 14,
  // Batch norm is folded into the trunk: its channels have sizes from 0.01 to 3, and each learns by its own.
  learningRate: { base: 0.0003, decoderFactor: 2, relative: ['backbone.*'] },
  schedule: { type: 'cosine', per: 'step', floor: 0.02, warmUp: { fraction: 0.04 } },
};
