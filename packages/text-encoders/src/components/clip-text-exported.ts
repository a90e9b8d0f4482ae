import { asset, defineComponent, readJsonAsset } from '@langseg/core';
import * as z from 'zod';
import { withEmbeddingCache } from '../cache/with-embedding-cache.js';
import { createClipTextEncoder } from '../clip/clip-text-encoder.js';
import { fromExportedClip } from '../clip/exported-session.js';
import { createClipTokenizer } from '../clip/tokenizer/clip-tokenizer.js';

/** A CLIP text model that was exported to ONNX elsewhere, such as `onnx/text_model.onnx` of a hub repository. */
export const clipTextExported = defineComponent({
  specVersion: 1,
  slot: 'textEncoder',
  type: 'clip-text-exported',
  configSchema: z.strictObject({
    /** Path of the model inside the bundle. */
    model: asset('model').default('onnx/text_model.onnx'),
    /** Path of the tokenizer inside the bundle. */
    tokenizer: asset('file').default('tokenizer.json'),
    /** Length D of a text embedding. */
    embeddingDim: z.int().positive().max(16_384),
    /** Most tokens of a label, start and end included. */
    contextLength: z.int().min(3).max(8192).default(77),
  }),
  async create({ model, tokenizer, embeddingDim, contextLength }, { runtime, assets, signal }) {
    const words = createClipTokenizer(await readJsonAsset(assets, tokenizer), { contextLength });
    const session = fromExportedClip(await runtime.load(await assets.model(model), { signal }));
    return withEmbeddingCache(
      createClipTextEncoder({ session, tokenizer: words, embeddingDim, contextLength }),
    );
  },
});
