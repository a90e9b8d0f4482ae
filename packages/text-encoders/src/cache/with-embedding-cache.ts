import {
  LangSegError,
  tensor,
  throwIfAborted,
  type EncodeTextOptions,
  type Tensor,
  type TextEncoder,
} from '@langseg/core';
import { createSharedEncoding, type EncodedLabel } from './shared-encoding.js';

/** Options of {@link withEmbeddingCache}. */
export interface EmbeddingCacheOptions {
  /** Labels kept; the least recently used go first. Default 10,000. */
  readonly maxEntries?: number;
}

/**
 * Wraps a text encoder so that every label is encoded once: labels it has seen come from memory with their warnings, the
 * others are encoded together, and calls that want the same label at the same time share the work. Labels that mean
 * nothing to the encoder (zero rows) are not kept, as it depends on the rest of the set whether they are an error.
 *
 * @returns an encoder that owns `encoder`: disposing it disposes both.
 */
export function withEmbeddingCache(
  encoder: TextEncoder,
  { maxEntries = 10_000 }: EmbeddingCacheOptions = {},
): TextEncoder {
  const known = new Map<string, EncodedLabel>();
  const shared = createSharedEncoding(encoder);
  let isDisposed = false;

  const remember = (label: string, encoded: EncodedLabel): void => {
    known.delete(label);
    known.set(label, encoded);
    const [oldest] = known.keys();
    if (known.size > maxEntries) known.delete(oldest);
  };

  const encode = async (
    labels: readonly string[],
    options: EncodeTextOptions,
  ): Promise<Tensor<'float32'>> => {
    const entries = new Map(labels.map((label) => [label, known.get(label)]));
    const missing = [...entries.keys()].filter((label) => !entries.get(label));
    for (const [label, encoded] of await shared.encode(missing, options.signal)) entries.set(label, encoded);

    const rows = tensor('float32', [labels.length, encoder.embeddingDim]);
    labels.forEach((label, i) => rows.data.set(entries.get(label)?.row ?? [], i * encoder.embeddingDim));
    for (const [label, encoded] of entries) {
      if (encoded?.row.some((value) => value !== 0)) remember(label, encoded);
      if (encoded?.warning) options.onWarning?.({ label, message: encoded.warning });
    }
    return rows;
  };

  return {
    specVersion: 1,
    embeddingDim: encoder.embeddingDim,
    contextLength: encoder.contextLength,
    async encode(labels, options = {}) {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
      throwIfAborted(options.signal);
      try {
        return await encode(labels, options);
      } catch (error) {
        // the missing labels mean nothing to the encoder, but with the others the set may still be good
        if (LangSegError.is(error, 'LABELS_INVALID')) return encoder.encode(labels, options);
        throw error;
      }
    },
    ...(encoder.encodeRaw && {
      encodeRaw: (labels: readonly string[], options?: EncodeTextOptions) =>
        encoder.encodeRaw!(labels, options),
    }),
    async dispose() {
      isDisposed = true;
      known.clear();
      await encoder.dispose();
    },
  };
}
