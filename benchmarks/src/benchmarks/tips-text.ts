import { createNodeRuntime } from '@langseg/adapter-node';
import { ade20kLabels } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import {
  buildSentencePieceJson,
  createSentencePieceTokenizer,
  createTipsTextEncoder,
  readSentencePieceModel,
  tipsPrompts,
} from '@langseg/text-encoders';
import type { Benchmark } from '../measuring/benchmark.js';
import { tipsTokenizer } from '../models/tips-models.js';
import { matrixProduct } from './matrix-product.js';

/** Multiplications and additions for a token: 12 blocks with 4 + 8 matrices of 768². */
const perToken = 2 * 12 * 12 * 768 ** 2;

const tokenizer = createSentencePieceTokenizer(
  buildSentencePieceJson(readSentencePieceModel(tipsTokenizer()), { lowercase: true }),
);
const sentences = ade20kLabels
  .slice(0, 150)
  .flatMap((label) => tipsPrompts.map((prompt) => prompt.replace('{}', label)));

/** All sentences have so many tokens. */
const tokens = [...new Set(sentences)].reduce((sum, text) => sum + tokenizer.encode(text).length, 0);

/** 150 labels in nine sentences each, in single precision and in 8 bits, in turn with the machine's own matrix product. */
export const tipsTextEncoding: Benchmark = {
  id: 'tips/text',
  title: `TIPSv2 B/14, ${sentences.length} sentences: 150 labels of ADE20K in nine each, ${tokens} tokens (${((perToken * tokens) / 1e9).toFixed(0)} GFLOP)`,
  models: ['tips-text-b14', 'tips-text-b14-q8'],
  async prepare(workplace) {
    const runtime = createNodeRuntime();
    const { width: embeddingDim } = tips.architecture.presets.b14;
    const encoding = async (model: 'tips-text-b14' | 'tips-text-b14-q8') => {
      const session = await runtime.load({ kind: 'file', path: workplace.modelPath(model) });
      const encoder = createTipsTextEncoder({ session, tokenizer, embeddingDim, contextLength: 64 });
      return () => encoder.encode(sentences);
    };
    const product = await matrixProduct.prepare(workplace);
    if ('skipped' in product) return product;
    return {
      variants: [
        { name: 'a matrix product of 17 GFLOP', run: product.variants[0].run },
        { name: 'fp32', run: await encoding('tips-text-b14'), targetMs: 1500 },
        { name: 'q8', run: await encoding('tips-text-b14-q8'), targetMs: 1500 },
      ],
    };
  },
};
