import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const langseg = (...args) => execFileSync('npx', ['langseg', ...args], { encoding: 'utf8' });

const set = { type: 'pairs', path: 'data' };
const recipe = {
  model: {
    type: 'mobilenet',
    longestSide: 32,
    sizes: {
      stem: 4,
      stages: [4, 4, 4, 6, 6, 8, 8],
      expansion: 2,
      pooled: 8,
      context: 6,
      lateral8: 4,
      fuse8: 8,
      lateral4: 4,
      fuse4: 8,
    },
  },
  data: { train: [set], validation: [set] },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 2,
  epochs: 2,
  learningRate: { base: 0.01 },
};
writeFileSync('recipe.json', JSON.stringify(recipe));
writeFileSync('langseg.config.json', '{ "model": "./run/model" }');

assert.throws(() => langseg('train', 'recipe.json', '--out', 'run'), /data\.train.*type/s);
assert.ok(!existsSync('run'));
langseg('train', 'recipe.json', '--out', 'run', '--workers', '1', '--plugin', 'langseg-pairs');
// The run remembers its plugins.
assert.match(readFileSync('run/recipe.json', 'utf8'), /langseg-pairs/);
assert.match(langseg('train', '--resume', 'run', '--from', '1'), /epoch 2 of 2/);
assert.match(langseg('segment', 'data/a.png', '-l', 'sky,grass', '-f', 'mask'), /grass/);
