import { createNodeRuntime } from '@langseg/adapter-node';
import { ade20kLabels, tensor, type Session, type Tensor } from '@langseg/core';
import { buildClipTokenizerJson, createClipTextEncoder, createClipTokenizer } from '@langseg/text-encoders';
import type { Benchmark, Workplace } from '../measuring/benchmark.js';
import { clipTextB32 } from '../models/clip-text-shapes.js';

/** CLIP's tokenizer and text transformer as they come out of a bundle, without the cache of embeddings. */
export async function loadClipText(workplace: Workplace) {
  const runtime = createNodeRuntime();
  const tokenizer = createClipTokenizer(await buildClipTokenizerJson());
  const session = await runtime.load({ kind: 'file', path: workplace.modelPath('clip-text') });
  const { embeddingDim } = clipTextB32;
  return {
    encoder: createClipTextEncoder({ session, tokenizer, embeddingDim }),
    paddedEncoder: createClipTextEncoder({ session: withPaddedRows(session), tokenizer, embeddingDim }),
  };
}

/** Computes all positions of the context, as the official code does. */
function withPaddedRows(session: Session): Session {
  return {
    ...session,
    run: ({ tokens, eot }, options) => session.run({ tokens: padded(tokens), eot }, options),
  };
}

function padded({ shape: [rows, used], data }: Tensor): Tensor {
  const { contextLength } = clipTextB32;
  const full = tensor('int64', [rows, contextLength]);
  for (let row = 0; row < rows; row++)
    full.data.set((data as BigInt64Array).subarray(row * used, (row + 1) * used), row * contextLength);
  return full;
}

/** The first labels of ADE20K. */
export function adeLabels(count: number): readonly string[] {
  return ade20kLabels.slice(0, count);
}

function textEncoding(count: number, targetMs?: number): Benchmark {
  return {
    id: `text/${count}`,
    title: `CLIP ViT-B/32 text encoding, ${count} ADE20K labels`,
    models: ['clip-text'],
    async prepare(workplace) {
      const start = performance.now();
      const { encoder } = await loadClipText(workplace);
      const loadMs = performance.now() - start;
      const run = () => encoder.encode(adeLabels(count));
      return { loadMs, variants: [{ name: 'encode', targetMs, run }] };
    },
  };
}

export const text20 = textEncoding(20);
export const text150 = textEncoding(150, 800);

function textContext(count: number): Benchmark {
  const labels = adeLabels(count);
  return {
    id: `compare/text-${count}`,
    title: `Text transformer, ${count} labels`,
    models: ['clip-text'],
    async prepare(workplace) {
      const { encoder, paddedEncoder } = await loadClipText(workplace);
      return {
        variants: [
          { name: 'only the tokens used', run: () => encoder.encode(labels) },
          { name: 'all 77 tokens', run: () => paddedEncoder.encode(labels) },
        ],
      };
    },
  };
}

export const textContext20 = textContext(20);
export const textContext150 = textContext(150);
