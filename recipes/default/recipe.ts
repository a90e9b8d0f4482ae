/**
 * The recipe of the default model, for `langseg train`. Everything in it that lies elsewhere is found through
 * `LANGSEG_PHOTOS`, `LANGSEG_WEIGHTS` and `LANGSEG_WORK`; see README.md.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeWordTable } from '@langseg/text-encoders';
import type { NodeRecipeInput } from '@langseg/training/node';
import { setLabels } from './src/labels/label-options.js';
import { readWordNet } from './src/labels/word-net.js';
import { materialFromEnvironment } from './src/material.js';

const { photos, weights, work } = materialFromEnvironment();
const words = join(work, 'words');
const table = decodeWordTable(new Uint8Array(readFileSync(join(words, 'text/word-vectors.bin'))));
const ranks = new Map(table.words.map((word, index) => [word, index]));
const wordNet = await readWordNet();

/** Folders of the sets, and how often each is drawn from: between its number of photos and the same for all. */
const sets = [
  { path: join(photos, 'voc_animals_aug'), weight: 24 },
  { path: join(work, 'voc_stuff'), weight: 14, isMade: true },
  { path: join(photos, 'nyuv2_40'), weight: 23 },
  { path: join(photos, 'msrc_v2'), weight: 19 },
  { path: join(photos, 'ccp_clothing'), weight: 12 },
  { path: join(photos, 'coco128_seg'), weight: 8 },
];

/** "other" is all that is none of the classes: right there, but nothing to see in common. */
const restWeight = 0.35;

const train = sets.map(({ path, weight }) => {
  const { names, synonyms, broader } = setLabels(wordNet, path, (word) => ranks.get(word));
  const hasRest = 'background' in names;
  return {
    type: 'folder' as const,
    path,
    split: 'train',
    weight,
    labelOptions: {
      names,
      synonyms,
      broader,
      ...(hasRest && { weights: { background: restWeight }, always: ['background'] }),
    },
  };
});

export const recipe: NodeRecipeInput = {
  seed: 4,
  model: { type: 'mobilenet', logitScale: 20, longestSide: 480 },
  text: { model: words },
  start: {
    checkpoint: join(weights, 'mobilenet/deeplabv3_mnv2_pascal_quant.safetensors'),
    scope: 'backbone.',
    minimum: 0.7,
  },
  data: {
    train,
    validation: train
      .filter((_, index) => !sets[index].isMade)
      .map(({ type, path, labelOptions: { names } }) => ({
        type,
        path,
        split: 'val',
        labelOptions: { names },
      })),
    labels: { most: 18, absent: [6, 17], synonymProbability: 0.33, broaderProbability: 0.12 },
    check: 'none',
  },
  augmentation: {
    type: 'random-crop',
    crop: 256,
    scale: [0.5, 2],
    baseSize: 400,
    color: { brightness: 0.3, contrast: 0.3, saturation: 0.3, hue: 0.04 },
  },
  batchSize: 8,
  stepsPerEpoch: 200,
  epochs: 12,
  optimizer: { type: 'adamw', weightDecay: 0.01 },
  parameters: { noWeightDecay: ['*.bias'] },
  learningRate: { base: 0.0002, decoderFactor: 10 },
  schedule: { type: 'cosine', per: 'step', floor: 0.02, warmUp: { fraction: 0.02 } },
  clipNorm: 10,
  average: { decay: 0.997 },
  validation: { everyEpochs: 3, limit: 20 },
  checkpoint: { everyEpochs: 3, everyMinutes: 5, keepLast: 3 },
  output: {
    name: 'langseg-default',
    description: 'The small model that LangSeg ships with: about 2.2 million parameters, English words.',
    license: 'Apache-2.0',
    use: 'last',
  },
};
