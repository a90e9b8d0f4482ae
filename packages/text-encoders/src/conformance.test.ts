import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testTextEncoder } from '@langseg/conformance';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe } from 'vitest';
import { withEmbeddingCache } from './cache/with-embedding-cache.js';
import { createClipTextEncoder } from './clip/clip-text-encoder.js';
import { clipTextGraph } from './clip/graph/clip-text-graph.js';
import { buildClipTokenizerJson } from './clip/tokenizer/build-tokenizer-json.js';
import { createClipTokenizer } from './clip/tokenizer/clip-tokenizer.js';
import { withPrompts } from './prompts/with-prompts.js';
import { quantizeWordVectors } from './word-vectors/word-table.js';
import { createWordVectorsEncoder } from './word-vectors/word-vectors-encoder.js';

const contextLength = 24;
const config = { width: 4, heads: 1, depth: 0, contextLength, embeddingDim: 6 };
const tokenizer = createClipTokenizer(await buildClipTokenizerJson(), { contextLength });

/** Repeatable values between −1 and 1. */
function noise(shape: readonly number[]): TensorSource<'float32'> {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return sourceOf(
    tensor(
      'float32',
      shape,
      Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898)),
    ),
  );
}

/** A whole CLIP text encoder without blocks: embedding, final norm and projection of the end marker's place. */
async function clipEncoder() {
  const weights = new Map([
    ['token_embedding.weight', noise([49408, 4])],
    ['positional_embedding', noise([contextLength, 4])],
    ['ln_final.weight', noise([4])],
    ['ln_final.bias', noise([4])],
    ['text_projection', noise([4, 6])],
  ]);
  const session = await createReferenceRuntime().load(await encodeModel(clipTextGraph(weights, config)));
  return createClipTextEncoder({ session, tokenizer, embeddingDim: 6, contextLength });
}

const labels = ['dog', 'green grass', 'a very blue sky'];
const partlyKnownLabel = 'grass '.repeat(40);

describe('CLIP', () => testTextEncoder({ create: clipEncoder, labels, partlyKnownLabel }));
describe('CLIP with a cache', () =>
  testTextEncoder({ create: async () => withEmbeddingCache(await clipEncoder()), labels, partlyKnownLabel }));
describe('CLIP with prompts', () =>
  testTextEncoder({ create: async () => withPrompts(await clipEncoder()), labels, partlyKnownLabel }));

describe('word vectors', () => {
  const vectors = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const table = quantizeWordVectors(['dog', 'grass', 'sky'], vectors, Float32Array.of(0.1, 0.2, 0.3));
  testTextEncoder({
    create: () => createWordVectorsEncoder(table),
    unknownLabel: '犬',
    partlyKnownLabel: 'dog 犬 xqzzy',
  });
});
