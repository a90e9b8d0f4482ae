import { defineTextEncoder } from '@langseg/architecture';
import { asset, readJsonAsset } from '@langseg/core';
import * as z from 'zod';
import { withEmbeddingCache } from '../cache/with-embedding-cache.js';
import { withPrompts } from '../prompts/with-prompts.js';
import { createSentencePieceTokenizer } from '../sentencepiece/sentencepiece-tokenizer.js';
import { tipsPrompts } from '../tips/tips-prompts.js';
import { tipsTextConversion } from '../tips/tips-text-conversion.js';
import { createTipsTextEncoder } from '../tips/tips-text-encoder.js';

/** The text transformer of TIPS and TIPSv2 (Maninis et al. 2025), any size. Embeddings of labels are remembered. */
export const tipsText = defineTextEncoder({
  type: 'tips-text',
  configSchema: z.strictObject({
    /** Path of the graph inside the bundle. */
    model: asset('model').default('onnx/text_encoder.onnx'),
    /** Path of the tokenizer inside the bundle. */
    tokenizer: asset('file').default('tokenizer.json'),
    /** Length D of a text embedding. */
    embeddingDim: z.int().positive().max(16_384),
    /** Most tokens of a label. */
    contextLength: z.int().min(1).max(8192).default(64),
    width: z.int().positive().max(65_536),
    heads: z.int().positive().max(1000),
    depth: z.int().positive().max(1000),
    /** Sentences to put each label into, `{}` standing for it; their embeddings are averaged. Default: the model's own nine. */
    prompts: z
      .array(z.string().includes('{}').max(1000))
      .max(1000)
      .default([...tipsPrompts]),
    /** Whether a label that is a sentence already, several words with a full stop, is encoded as it is. */
    keepSentences: z.boolean().default(false),
  }),
  async create(config, { runtime, assets, signal }) {
    const { embeddingDim, contextLength, prompts, keepSentences } = config;
    const tokenizer = createSentencePieceTokenizer(await readJsonAsset(assets, config.tokenizer));
    const session = await runtime.load(await assets.model(config.model), { signal });
    const encoder = createTipsTextEncoder({ session, tokenizer, embeddingDim, contextLength });
    const isEmpty = (label: string) => tokenizer.encode(label).length === 0;
    return withEmbeddingCache(
      prompts.length > 0 ? withPrompts(encoder, prompts, { keepSentences, isEmpty }) : encoder,
    );
  },
  conversion: tipsTextConversion,
});
