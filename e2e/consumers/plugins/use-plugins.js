import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleUrl } from '@langseg/default-model';

const langseg = (...args) => execFileSync('npx', ['langseg', ...args], { encoding: 'utf8' });
const network = ['--plugin', 'langseg-tiny-net'];
const labels = ['-l', 'sky,grass', '-f', 'mask'];

const set = { type: 'pairs', path: 'data' };
const recipe = {
  model: { type: 'tiny-net', longestSide: 32 },
  data: { train: [set], validation: [set] },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 2,
  epochs: 2,
  learningRate: { base: 0.01 },
};
writeFileSync('recipe.json', JSON.stringify(recipe));

assert.throws(() => langseg('train', 'recipe.json', '--out', 'run', ...network), /data\.train.*type/s);
assert.ok(!existsSync('run'));
langseg('train', 'recipe.json', '--out', 'run', '--workers', '1', '--plugin', 'langseg-pairs', ...network);
// The run remembers its plugins.
assert.match(langseg('train', '--resume', 'run', '--from', '1'), /epoch 2 of 2/);

// So does the model, which loads none by itself.
assert.deepEqual(JSON.parse(readFileSync('run/model/config.json', 'utf8')).plugins, ['langseg-tiny-net']);
assert.throws(
  () => langseg('segment', 'data/a.png', ...labels, '-m', 'run/model'),
  /--plugin langseg-tiny-net/,
);
assert.match(langseg('segment', 'data/a.png', ...labels, '-m', 'run/model', ...network), /grass/);

// Weights alone are recognised again.
const words = fileURLToPath(new URL('text/word-vectors.bin', bundleUrl));
langseg('convert', 'run/weights.safetensors', '--out', 'converted', '--word-table', words, ...network);
writeFileSync('langseg.config.json', '{ "plugins": ["langseg-tiny-net"], "model": "./converted" }');
assert.match(langseg('segment', 'data/a.png', ...labels), /grass/);
