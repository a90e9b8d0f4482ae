import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';

const langseg = (...args) => execFileSync('npx', ['langseg', ...args], { encoding: 'utf8' });

// Two photos of sky above grass.
mkdirSync('data');
writeFileSync('data/labels.txt', 'sky\ngrass\n');
const [width, height] = [32, 32];
const mask = Uint8Array.from({ length: width * height }, (_, i) => (i < (width * height) / 2 ? 0 : 1));
const photo = Uint8Array.from(mask, (label) => 80 + 100 * label);
for (const name of ['a', 'b']) {
  await sharp(photo, { raw: { width, height, channels: 1 } }).toFile(`data/${name}.png`);
  const grey = sharp(mask, { raw: { width, height, channels: 1 } }).toColourspace('b-w');
  await grey.toFile(`data/${name}_mask.png`);
}
const channels = { stages: [4, 4, 4, 6, 6, 8, 8], stem: 4, expansion: 2, pooled: 8 };
const decoder = { context: 6, lateral8: 4, fuse8: 8, lateral4: 4, fuse4: 8 };
const set = { type: 'pairs', path: 'data' };
const recipe = {
  model: { type: 'mobilenet', longestSide: 32, channels: { ...channels, ...decoder } },
  data: { train: [set], validation: [set] },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 1,
  epochs: 1,
  learningRate: { base: 0.01 },
};
writeFileSync('recipe.json', JSON.stringify(recipe));

assert.throws(() => langseg('train', 'recipe.json', '--out', 'run'), /data.train.*type/s);
assert.ok(!existsSync('run'));
langseg('train', 'recipe.json', '--out', 'run', '--workers', '1', '--plugin', 'langseg-pairs');
// The run remembers what it was trained with.
assert.match(readFileSync('run/recipe.json', 'utf8'), /langseg-pairs/);
langseg('train', '--resume', 'run', '--set', 'epochs=2');
assert.match(langseg('segment', 'data/a.png', '-l', 'sky,grass', '-m', 'run/model', '-f', 'mask'), /grass/);
