import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { directoryAssets } from '@langseg/adapter-node';
import { encodeWordTable, quantizeWordVectors } from '@langseg/text-encoders';
import { parseRecipe } from '@langseg/training';
import { nodeRecipeSchema, trainRecipe } from '@langseg/training/node';
import sharp from 'sharp';

for (const folder of ['words', 'data/images', 'data/masks']) mkdirSync(folder, { recursive: true });

// A text encoder that knows two words.
const vectors = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0);
writeFileSync(
  'words/table.bin',
  encodeWordTable(quantizeWordVectors(['sky', 'grass'], vectors, new Float32Array(4))),
);
const textEncoder = { type: 'word-vectors', table: 'table.bin' };
writeFileSync(
  'words/config.json',
  JSON.stringify({ formatVersion: 1, name: 'words', pipeline: { textEncoder }, files: {} }),
);

// Two photos with masks: the upper half is sky.
writeFileSync('data/classes.json', '["sky", "grass"]');
const [width, height] = [32, 32];
const mask = Uint8Array.from({ length: width * height }, (_, i) => (i < (width * height) / 2 ? 0 : 1));
const photo = Uint8Array.from(mask, (label) => 80 + 100 * label);
for (const name of ['a.png', 'b.png']) {
  await sharp(photo, { raw: { width, height, channels: 1 } }).toFile(`data/images/${name}`);
  await sharp(mask, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .toFile(`data/masks/${name}`);
}

const written = {
  model: { type: 'mobilenet', longestSide: 32 },
  data: { train: [{ type: 'folder', path: 'data' }], validation: [{ type: 'folder', path: 'data' }] },
  augmentation: { type: 'random-crop', crop: 32 },
  batchSize: 1,
  epochs: 1,
  learningRate: { base: 0.001 },
};
assert.throws(() => parseRecipe({ ...written, epoch: 2 }), /unknown key "epoch"\. Did you mean "epochs"/);

const recipe = parseRecipe(written, { schema: nodeRecipeSchema });
const { progress, validation } = await trainRecipe({
  recipe,
  folder: 'run',
  workers: 1,
  models: async () => directoryAssets('words'),
});
assert.equal(progress.step, 2);
assert.ok(validation.score >= 0);
assert.ok(readdirSync('run/model/onnx').includes('image_encoder.onnx'));
