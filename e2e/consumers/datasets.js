import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { checkSample } from '@langseg/datasets';
import { checkDataset, openDataset } from '@langseg/datasets/node';
import sharp from 'sharp';

for (const folder of ['data/images', 'data/masks']) mkdirSync(folder, { recursive: true });
writeFileSync('data/classes.json', '["sky", "grass"]');
const raw = { width: 4, height: 2, channels: 1 };
await sharp(Uint8Array.of(9, 9, 9, 9, 99, 99, 99, 99), { raw }).toFile('data/images/a.png');
await sharp(Uint8Array.of(0, 0, 0, 0, 1, 1, 255, 1), { raw })
  .toColourspace('b-w')
  .toFile('data/masks/a.png');

const dataset = await openDataset({ type: 'folder', path: 'data' });
const sample = await dataset.read('a');
assert.deepEqual([...sample.mask.data], [0, 0, 0, 0, 1, 1, 255, 1]);
checkSample(sample, dataset, 'a');
const { classes, ignoredPixels } = await checkDataset(dataset);
assert.deepEqual(
  classes.map(({ pixels }) => pixels),
  [4, 3],
);
assert.equal(ignoredPixels, 1);
