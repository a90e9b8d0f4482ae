import { fewShotCoco } from '../labels/few-shot-coco.js';
import { fewShotFss } from '../labels/few-shot-fss.js';
import { fewShotPascal } from '../labels/few-shot-pascal.js';
import { defineProtocol } from '../protocol-component.js';
import { span } from '../span.js';

const shared = {
  kind: 'episodes',
  suite: 'lseg-zero-shot',
  source: {
    repository: 'isl-org/lang-seg',
    path: 'test_lseg_zs.py',
    commit: 'bb00b219f82dc1a18a01f9b0b647bae1d41f3aeb',
  },
  words: ['others', '{}'],
  templates: 'none',
  view: 'whole',
  maskSize: [480, 480],
  seed: 0,
} as const;

/** Classes 0 to 4 are asked for by the first fold, 5 to 9 by the second, and so on. */
export const pascal5i = defineProtocol('pascal-5i', {
  ...shared,
  description: 'LSeg, zero-shot on PASCAL-5i: 4 folds of 5 classes, 1,000 episodes each',
  dataset: { layout: { type: 'pascal-5i' }, maskValues: span(1, 20) },
  labels: fewShotPascal,
  folds: span(0, 4).map((fold) => span(5 * fold, 5)),
  draw: 'listed',
  count: 1000,
});

/** Each fold asks for every fourth class. */
export const coco20i = defineProtocol('coco-20i', {
  ...shared,
  description: 'LSeg, zero-shot on COCO-20i: 4 folds of 20 classes, 1,000 episodes each',
  dataset: { layout: { type: 'coco-20i' }, maskValues: span(1, 80) },
  labels: fewShotCoco,
  folds: span(0, 4).map((fold) => span(0, 20).map((index) => fold + 4 * index)),
  draw: 'by-class',
  count: 1000,
});

/** Every photo of the classes that are kept for testing. */
export const fss1000 = defineProtocol('fss-1000', {
  ...shared,
  description: 'LSeg, zero-shot on FSS-1000: 240 classes, 10 photos each',
  dataset: { layout: { type: 'fss-1000' }, photos: 2400, maskValues: span(1, 1000) },
  labels: fewShotFss,
  folds: [span(760, 240)],
  draw: 'listed',
  count: 'all',
});
