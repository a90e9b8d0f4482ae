/**
 * The first stage of the default model, for `langseg train`: the decoder on a trunk that stays as it is. Everything in it that
 * lies elsewhere is found through `LANGSEG_PHOTOS`, `LANGSEG_WEIGHTS` and `LANGSEG_WORK`; see README.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mobilenetChannels } from '@langseg/image-encoders';
import type { NodeRecipeInput } from '@langseg/training/node';
import { heldOutWords } from './src/evaluation/held-out-words.js';
import { readProtocols } from './src/evaluation/protocols.js';
import { setLabels } from './src/labels/label-options.js';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment, trunkWeights } from './src/material.js';
import { photoSets } from './src/photo-sets.js';
import { shippedModel } from './src/shipped-model.js';
import { readWordTable } from './src/text/text-bundle.js';

const { photos, weights, work } = materialFromEnvironment();
const words = join(work, 'words');
const table = await readWordTable(words);
const ranks = new Map(table.words.map((word, index) => [word, index]));
/** Where other words for classes come from. */
export const wordNet = await readWordNet();

const heldOut = heldOutWords(await readProtocols(photos), 'synonym');
/** Place of a word in order of frequency, for words that may be offered. */
export const rank = (word: string) => (heldOut.has(word) ? undefined : ranks.get(word));

/** "other" is all that is none of the classes: right there, but nothing to see in common. */
const restWeight = 0.8;

/** The words of a set and how often it is drawn from. */
function source(path: string, split: string, weight: number, classWeights: Record<string, number> = {}) {
  const { names, synonyms, broader } = setLabels(wordNet, path, rank);
  const hasRest = 'background' in names;
  return {
    type: 'folder' as const,
    path,
    split,
    weight,
    labelOptions: {
      names,
      synonyms,
      broader,
      weights: { ...classWeights, ...(hasRest && { background: restWeight }) },
      ...(hasRest && { always: ['background'] }),
    },
  };
}

const sets = Object.entries(photoSets).map(([name, { weight }]) => ({ path: join(work, name), weight }));
const train = [
  ...sets.flatMap(({ path, weight }) => {
    const { share, weights } = rareClasses(path);
    return [source(path, 'train', weight, weights), source(path, 'rare', weight * share, weights)];
  }),
  source(join(work, 'voc_stuff'), 'train', 12),
];

/** What `build-rare.ts` found: how many more draws photos of rare classes get, as a share of the set, and weights of classes. */
function rareClasses(path: string): { readonly share: number; readonly weights: Record<string, number> } {
  return JSON.parse(readFileSync(join(path, 'rare.json'), 'utf8')) as ReturnType<typeof rareClasses>;
}

export const model = { type: 'mobilenet', logitScale: 20, longestSide: 480 } as const;

export const augmentation = {
  type: 'random-crop',
  crop: 288,
  scale: [0.7, 1.4],
  baseSize: 440,
  color: { brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 0.04 },
} satisfies NodeRecipeInput['augmentation'];

export const recipe: NodeRecipeInput = {
  seed: 6,
  // The trunk's own classifier comes back in the next stage.
  model: { ...model, sizes: { ...mobilenetChannels, classes: 0 } },
  text: { model: words },
  start: {
    checkpoint: join(weights, trunkWeights),
    scope: 'backbone.',
    minimum: 0.7,
  },
  data: {
    train,
    validation: sets.map(({ path }) => {
      const { type, split, labelOptions } = source(path, 'val', 1);
      return { type, path, split, labelOptions: { names: labelOptions.names } };
    }),
    labels: { most: 36, absent: [8, 34], synonymProbability: 0.33, broaderProbability: 0.15 },
    check: 'none',
  },
  augmentation,
  batchSize: 8,
  stepsPerEpoch: 200,
  epochs: 10,
  optimizer: { type: 'adamw', weightDecay: 0.01 },
  parameters: { freeze: 'backbone', noWeightDecay: ['*.bias'] },
  learningRate: { base: 0.0002, decoderFactor: 10 },
  schedule: { type: 'cosine', per: 'step', floor: 0.1, warmUp: { fraction: 0.02 } },
  clipNorm: 10,
  average: { decay: 0.997 },
  validation: { everyEpochs: 3, limit: 20 },
  checkpoint: { everyEpochs: 3, everyMinutes: 5, keepLast: 3 },
  output: {
    ...shippedModel(2.2e6),
    use: 'last',
  },
};
