import { parseBundleConfig, parsePreprocessorConfig, readJsonAsset } from '@langseg/core';
import { decodeModel, inferShapes } from '@langseg/onnx-graph';
import { writeBundle } from '../bundle/write-bundle.js';
import { checkpointOf, weightsOf, wordTable } from './checkpoint-of.js';
import { MemoryBundle } from './memory-bundle.js';
import { mobilenetShapes } from './mobilenet-shapes.js';
import { planConversion } from './plan-conversion.js';

const bundle = new MemoryBundle();
const plan = await planConversion(await checkpointOf(weightsOf(mobilenetShapes(6))), {
  wordTable: wordTable(6),
});
await writeBundle(plan, bundle, { name: 'small', license: 'MIT' });

/** Reads a JSON file as one of a bundle. */
const json = (bytes: Uint8Array) =>
  readJsonAsset(
    { location: 'memory', read: () => Promise.resolve(bytes), model: bundle.model.bind(bundle) },
    'x.json',
  );

const readers: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
  'config.json': async (bytes) => parseBundleConfig(await json(bytes)),
  'preprocessor_config.json': async (bytes) => parsePreprocessorConfig(await json(bytes)),
  'onnx/image_encoder.onnx': (bytes) =>
    inferShapes(decodeModel(bytes), { inputs: { pixels: [1, 3, 64, 96] } }),
};

/** Readers of a bundle's files. */
export const foreignReaders = Object.entries(readers).map(([name, read]) => ({
  name,
  samples: [bundle.files.get(name)!],
  read,
}));
