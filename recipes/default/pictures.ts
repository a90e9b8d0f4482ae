/**
 * Paints the pictures of the README, docs/findings.md, docs/labels.md and docs/refining.md with the embedded model, and prints the shares that
 * stand there:
 *
 *     node --conditions=@langseg/source --import tsx recipes/default/pictures.ts
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLabelTree } from '@langseg/core';
import { createSegmenter, type SegmentOptions } from 'langseg';
import { showMask } from './src/pictures/show-mask.js';
import { sideBySide } from './src/pictures/side-by-side.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A photo of `samples`, the labels to paint on it as the command line takes them, and what else is asked for. */
type Panel = readonly [photo: string, labels: string, options?: Pick<SegmentOptions, 'other' | 'refine'>];

/** The README's pictures in docs/images. */
const single: Readonly<Record<string, Panel>> = {
  cow: ['cow', 'cow, grass, tree, sky'],
  'cow-relabelled': ['cow', 'cattle, meadow, trees, sky'],
};

/** The panels of the other pictures, from left to right. */
const rows: Readonly<Record<string, readonly Panel[]>> = {
  'finding-unseen': [
    ['castle', 'building, grass, tree, sky'],
    ['castle', 'house, grass, tree, sky'],
    ['castle', 'castle, grass, tree, sky'],
  ],
  'finding-words': [
    ['meadow', 'grass, tree, mountain, sky'],
    ['meadow', 'meadow, forest, hill, sky'],
    ['meadow', 'lawn, trees, mountain, clouds'],
  ],
  'finding-broader': [
    ['cat', 'cat, other'],
    ['cat', 'animal, other'],
    ['horses', 'animal, grass, sky'],
  ],
  'finding-nearest': [
    ['cat', 'dog, other'],
    ['cat', 'chair, dog, towel'],
    ['dog', 'toy, grass'],
  ],
  'finding-several': [
    ['horses', 'horse, grass, sky'],
    ['horses', 'horse, pony, animal, grass, sky'],
    ['cat', 'cat, kitten, animal, other'],
  ],
  'labels-words': [
    ['horses', 'horse, pony, animal, grass, sky'],
    ['horses', 'creature = horse | pony | animal, grass, sky'],
  ],
  'labels-saying-no': [
    ['cat', 'chair, dog, towel'],
    ['cat', 'chair, dog, towel', { other: 'auto' }],
  ],
  refined: [
    ['horses', 'horse, grass, sky', { refine: false }],
    ['horses', 'horse, grass, sky'],
  ],
};

/** The picture of docs/labels.md: the best label of each pixel, and the masks of some labels that share pixels. */
const shared: Panel = ['horses', 'horse, animal, grass, meadow, sky'];
const shownMasks = ['horse', 'animal', 'meadow'];

/** What the pages tell in numbers only. */
const numbersOnly: readonly Panel[] = [
  ['castle', 'palace, lawn, trees, cloud'],
  ['cat', 'kitten, other'],
  ['cat', 'pet, other'],
  ['dog', 'dog, grass'],
  ['horses', 'pony, meadow, sky'],
  ['horses', 'car, grass, sky'],
  ['horses', 'car, grass, sky', { other: 'auto' }],
  ['cat', 'pet = cat | kitten | animal, other'],
];

const pictureOf = (name: string) => join(root, `docs/images/${name}.jpg`);
const folder = await mkdtemp(join(tmpdir(), 'langseg-pictures-'));
const segmenter = await createSegmenter();
try {
  for (const [name, panel] of Object.entries(single)) await paint(panel, pictureOf(name));
  for (const [name, panels] of Object.entries(rows)) {
    const parts = panels.map((_, index) => join(folder, `${name}-${index}.png`));
    for (const [index, panel] of panels.entries()) await paint(panel, parts[index]);
    await sideBySide(parts, pictureOf(name));
  }
  await paintShared();
  for (const panel of numbersOnly) await paint(panel);
} finally {
  await segmenter.dispose();
  await rm(folder, { recursive: true });
}

/** Segments the photo, prints the shares of its labels, and saves the picture where `file` says so. */
async function paint([photo, text, options]: Panel, file?: string): Promise<void> {
  const { labels } = parseLabelTree(text);
  const result = await segmenter.segment(join(root, `samples/${photo}.jpg`), labels, options);
  try {
    const shares = result.legend().map(({ label, share }) => `${label} ${(100 * share).toFixed(1)} %`);
    console.log(`${photo}: ${shares.join(', ')}`);
    if (file) await result.save(file);
  } finally {
    result.image.dispose();
  }
}

/** Labels that may share pixels: the overlay of the best ones, and a mask for each of the shown ones. */
async function paintShared(): Promise<void> {
  const [photo, labels] = shared;
  const image = await segmenter.encode(join(root, `samples/${photo}.jpg`));
  const result = await image.segment(labels.split(', '), { multiLabel: true });
  const parts = ['best', ...shownMasks].map((name) => join(folder, `shared-${name}.png`));
  await result.save(parts[0]);
  for (const [index, label] of shownMasks.entries())
    await showMask(image.photo, result.mask(label), parts[index + 1]);
  image.dispose();
  await sideBySide(parts, pictureOf('labels-shared'));
}
