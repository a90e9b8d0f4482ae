import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testTextArchitecture } from '@langseg/architecture/conformance';
import { bytesSource, openCheckpoint, writeSafetensors } from '@langseg/checkpoints';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import { describe } from 'vitest';
import { encodeWordTable } from '../word-vectors/word-table-file.js';
import { quantizeWordVectors } from '../word-vectors/word-table.js';
import { clipText } from './clip-text.js';
import { wordVectors } from './word-vectors.js';

const runtime = createReferenceRuntime();
const [width, contextLength, embeddingDim] = [4, 24, 6];

/** Repeatable values between −1 and 1. */
function noise(...shape: number[]): TensorSource<'float32'> {
  const value = tensor('float32', shape);
  return sourceOf({ ...value, data: value.data.map((_, i) => Math.sin(i * 12.9898)) });
}

/** CLIP's text transformer with one block. */
const block = 'transformer.resblocks.0';
const clipWeights = new Map([
  ['token_embedding.weight', noise(49408, width)],
  ['positional_embedding', noise(contextLength, width)],
  [`${block}.ln_1.weight`, noise(width)],
  [`${block}.ln_1.bias`, noise(width)],
  [`${block}.attn.in_proj_weight`, noise(3 * width, width)],
  [`${block}.attn.in_proj_bias`, noise(3 * width)],
  [`${block}.attn.out_proj.weight`, noise(width, width)],
  [`${block}.attn.out_proj.bias`, noise(width)],
  [`${block}.ln_2.weight`, noise(width)],
  [`${block}.ln_2.bias`, noise(width)],
  [`${block}.mlp.c_fc.weight`, noise(4 * width, width)],
  [`${block}.mlp.c_fc.bias`, noise(4 * width)],
  [`${block}.mlp.c_proj.weight`, noise(width, 4 * width)],
  [`${block}.mlp.c_proj.bias`, noise(width)],
  ['ln_final.weight', noise(width)],
  ['ln_final.bias', noise(width)],
  ['text_projection', noise(width, embeddingDim)],
]);

const chunks: Uint8Array<ArrayBuffer>[] = [];
for await (const chunk of writeSafetensors(clipWeights)) chunks.push(new Uint8Array(chunk));
const file = new Uint8Array(await new Blob(chunks).arrayBuffer());
const checkpoint = await openCheckpoint(bytesSource(file));

describe('CLIP', () =>
  testTextArchitecture({
    component: clipText,
    source: { name: 'clip.safetensors', checkpoint },
    options: { textHeads: 2 },
    runtime,
    labels: ['dog', 'green grass', 'a very blue sky'],
    partlyKnownLabel: 'grass '.repeat(40),
  }));

describe('word vectors', () => {
  const vectors = Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  const table = quantizeWordVectors(['dog', 'grass', 'sky'], vectors, Float32Array.of(0.1, 0.2, 0.3));
  testTextArchitecture({
    component: wordVectors,
    source: { name: 'words.bin', bytes: encodeWordTable(table) },
    options: { aliases: { heaven: 'sky' } },
    runtime,
    labels: ['dog', 'grass', 'heaven'],
    unknownLabel: '犬',
    partlyKnownLabel: 'dog 犬 xqzzy',
  });
});
