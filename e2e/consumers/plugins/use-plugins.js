import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const langseg = (...args) => execFileSync('node_modules/.bin/langseg', args, { encoding: 'utf8' });
const use = (...plugins) => plugins.flatMap((plugin) => ['--plugin', plugin]);
const network = ['langseg-tiny-net', 'langseg-word-list', 'langseg-blur'];
const segment = (...args) =>
  langseg('segment', 'data/a.png', '-l', 'sky,grass', '-f', 'areas-csv', '-o', 'results', ...args);

// A text encoder is made of a file that only its plugin knows.
langseg('convert', 'words.tsv', '--out', 'words-bundle', ...use('langseg-word-list'));

const set = { type: 'pairs', path: 'data' };
const recipe = {
  model: { type: 'tiny-net', longestSide: 32, regularizer: { type: 'blur', passes: 2 } },
  text: { model: './words-bundle' },
  data: { train: [set], validation: [set] },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 2,
  epochs: 2,
  learningRate: { base: 0.01 },
};
writeFileSync('recipe.json', JSON.stringify(recipe));

const train = ['train', 'recipe.json', '--out', 'run', '--workers', '1', ...use(...network)];
assert.throws(() => langseg(...train), /data\.train.*type/s);
assert.ok(!existsSync('run'));
langseg(...train, ...use('langseg-pairs'));
// The run remembers its plugins.
assert.match(langseg('train', '--resume', 'run', '--from', '1'), /epoch 2 of 2/);

// So does the model, which has its own copy of the word vectors, and loads no plugin by itself.
rmSync('words-bundle', { recursive: true });
const { pipeline, plugins } = JSON.parse(readFileSync('run/model/config.json', 'utf8'));
assert.deepEqual([...plugins].sort(), [...network].sort());
assert.equal(pipeline.regularizer.passes, 2);
assert.notEqual(pipeline.regularizer.gain, 1);
assert.throws(
  () => segment('-m', 'run/model', ...use('langseg-areas')),
  ({ stderr }) => network.every((name) => stderr.includes(`--plugin ${name}`)),
);
segment('-m', 'run/model', ...use('langseg-areas', ...network));
const [header, sky, grass] = readFileSync('results/a.areas.csv', 'utf8').split('\r\n');
assert.equal(header, 'label,pixels,share');
const pixels = [sky, grass].map((row) => Number(/^"(?:sky|grass)",(\d+),/.exec(row)[1]));
assert.equal(pixels[0] + pixels[1], 32 * 32);

// Weights alone are recognised again, and make the same model.
langseg(
  ...['convert', 'run/weights.safetensors', '--out', 'converted', '--text-weights', 'words.tsv'],
  ...use(...network),
);
const all = ['langseg-areas', ...network];
writeFileSync('langseg.config.json', JSON.stringify({ plugins: all, model: './converted' }));
rmSync('results', { recursive: true });
segment();
assert.equal(readFileSync('results/a.areas.csv', 'utf8').split('\r\n')[1], sky);

// A refiner is one more entry of a model's pipeline. Its probabilities make the result, unless nobody wants them.
const config = JSON.parse(readFileSync('converted/config.json', 'utf8'));
config.pipeline.refiner = { type: 'mean', reach: 9 };
config.plugins.push('langseg-mean');
writeFileSync('converted/config.json', JSON.stringify(config));
const heatmap = (...args) => {
  rmSync('results', { recursive: true });
  langseg('segment', 'data/a.png', '-l', 'sky,grass', '-f', 'heatmaps', '-o', 'results', ...args);
  return readFileSync('results/a.heatmap.sky.png');
};
assert.throws(() => heatmap(), /--plugin langseg-mean/);
const refined = heatmap(...use('langseg-mean'));
assert.notDeepEqual(heatmap(...use('langseg-mean'), '--no-refine'), refined);
