import { testDamagedFiles } from '@langseg/conformance';
import { parseBundleConfig, parsePreprocessorConfig, readJsonAsset } from '@langseg/core';
import { decodeModel, inferShapes } from '@langseg/onnx-graph';
import { createClipTokenizer, decodeWordTable } from '@langseg/text-encoders';
import { describe } from 'vitest';
import { checkpointOf, weightsOf, wordTable } from './__fixtures__/checkpoint-of.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { writeBundle } from './bundle/write-bundle.js';
import { planConversion } from './__fixtures__/plan-conversion.js';

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

/** Pieces of CLIP's own, so small that much of it is damaged. */
const tokenizerJson = new TextEncoder().encode(
  JSON.stringify({
    version: '1.0',
    added_tokens: [0, 1].map((id) => ({
      id,
      content: ['<|startoftext|>', '<|endoftext|>'][id],
      single_word: false,
      lstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
    model: {
      type: 'BPE',
      unk_token: '<|endoftext|>',
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      vocab: { '<|startoftext|>': 0, '<|endoftext|>': 1, d: 2, o: 3, 'g</w>': 4, do: 5, 'dog</w>': 6 },
      merges: ['d o', 'do g</w>'],
    },
  }),
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
  testDamagedFiles({
    name: 'tokenizer.json',
    samples: [tokenizerJson],
    read: async (bytes) => {
      const tokenizer = createClipTokenizer(await json(bytes));
      tokenizer.decode(tokenizer.tokenize(['dog', 'a dog'])[1].ids);
    },
    count,
  });
});
