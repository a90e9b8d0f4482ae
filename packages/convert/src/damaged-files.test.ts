import { testDamagedFiles } from '@langseg/conformance';
import { parseBundleConfig, parsePreprocessorConfig, readJsonAsset } from '@langseg/core';
import { decodeModel, inferShapes } from '@langseg/onnx-graph';
import { decodeWordTable } from '@langseg/text-encoders';
import { describe } from 'vitest';
import { checkpointOf, weightsOf, wordTable } from './__fixtures__/checkpoint-of.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { writeBundle } from './bundle/write-bundle.js';
import { planConversion } from './plan-conversion.js';

const bundle = new MemoryBundle();
const plan = await planConversion(await checkpointOf(weightsOf(mobilenetShapes(6))), {
  wordTable: wordTable(6),
});
await writeBundle(plan, bundle, { name: 'small', license: 'MIT' });
const count = Number(process.env.LANGSEG_DAMAGED_COPIES ?? 600);

/** Reads a JSON file as one of a bundle. */
const json = (bytes: Uint8Array) =>
  readJsonAsset(
    { location: 'memory', read: () => Promise.resolve(bytes), model: bundle.model.bind(bundle) },
    'x.json',
  );

describe('the files of a bundle', () => {
  const readers: Readonly<Record<string, (bytes: Uint8Array) => unknown>> = {
    'config.json': async (bytes) => parseBundleConfig(await json(bytes)),
    'preprocessor_config.json': async (bytes) => parsePreprocessorConfig(await json(bytes)),
    'text/word-vectors.bin': decodeWordTable,
    'onnx/image_encoder.onnx': (bytes) =>
      inferShapes(decodeModel(bytes), { inputs: { pixels: [1, 3, 64, 96] } }),
  };
  for (const [name, read] of Object.entries(readers))
    testDamagedFiles({ name, samples: [bundle.files.get(name)!], read, count });
});
