import { defineTextEncoder } from '@langseg/architecture';
import { asset, readJsonAsset } from '@langseg/core';
import * as z from 'zod';
import { withEmbeddingCache } from '../cache/with-embedding-cache.js';
import { createClipTextEncoder } from '../clip/clip-text-encoder.js';
import { clipTextConversion } from '../clip/clip-text-conversion.js';
import { createClipTokenizer } from '../clip/tokenizer/clip-tokenizer.js';
import { withPrompts } from '../prompts/with-prompts.js';

/** CLIP's text transformer, any variant. Embeddings of labels are remembered. */
export const clipText = defineTextEncoder({
  type: 'clip-text',
  configSchema: z.strictObject({
    /** Path of the graph inside the bundle. */
    model: asset('model').default('onnx/text_encoder.onnx'),
    /** Path of the tokenizer inside the bundle. */
    tokenizer: asset('file').default('tokenizer.json'),
    /** Length D of a text embedding. */
    embeddingDim: z.int().positive().max(16_384),
    /** Most tokens of a label, start and end included. */
    contextLength: z.int().min(3).max(8192).default(77),
    width: z.int().positive().max(65_536),
    heads: z.int().positive().max(1000),
    depth: z.int().positive().max(1000),
    /** Sentences to put each label into, `{}` standing for it; their embeddings are averaged. LSeg uses none. */
    prompts: z.array(z.string().includes('{}').max(1000)).max(1000).default([]),
  }),
  async create(config, { runtime, assets, signal }) {
    const { embeddingDim, contextLength, prompts } = config;
    const tokenizer = createClipTokenizer(await readJsonAsset(assets, config.tokenizer), { contextLength });
    const session = await runtime.load(await assets.model(config.model), { signal });
    const encoder = createClipTextEncoder({ session, tokenizer, embeddingDim, contextLength });
    const isEmpty = (label: string) => tokenizer.encode(label).length <= 2;
    return withEmbeddingCache(prompts.length > 0 ? withPrompts(encoder, prompts, { isEmpty }) : encoder);
  },
  conversion: clipTextConversion,
});
