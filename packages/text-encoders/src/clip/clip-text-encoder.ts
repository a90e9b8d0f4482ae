import {
  l2Normalize,
  LangSegError,
  quoteLabel,
  tensor,
  throwIfAborted,
  type Session,
  type Tensor,
  type TextEncoder,
} from '@langseg/core';
import type { ClipTokenizer, TokenizedLabel } from './tokenizer/clip-tokenizer.js';

/** What {@link createClipTextEncoder} is made of. */
export interface ClipTextEncoderParts {
  /**
   * CLIP's text transformer with inputs `tokens` int64 `[N, L]` and `eot` int64 `[N]`, the place of the end marker, and
   * output `embeddings` float32 `[N, D]`, not normalised; L is free. The encoder owns it and disposes it.
   */
  readonly session: Session;
  readonly tokenizer: ClipTokenizer;
  /** D. */
  readonly embeddingDim: number;
  /** Longest row of tokens the transformer has positions for. Default the tokenizer's. */
  readonly contextLength?: number;
  /** Labels in one run. Default 64. */
  readonly maxBatch?: number;
  /** What to do with labels longer than the context: cut them with a warning, or refuse. Default `truncate`. */
  readonly onTooLong?: 'truncate' | 'error';
}

/**
 * CLIP's text encoder on a loaded session (openai/CLIP, `encode_text`).
 *
 * The transformer is causal and pools at the end marker, so tokens behind it never matter: labels are sorted by length
 * and each run computes only the positions it needs. The result is the same and short labels cost a tenth.
 */
export function createClipTextEncoder(parts: ClipTextEncoderParts): TextEncoder {
  const { session, tokenizer, embeddingDim, maxBatch = 64, onTooLong } = parts;
  const contextLength = parts.contextLength ?? tokenizer.contextLength;
  let isDisposed = false;

  return {
    specVersion: 1,
    embeddingDim,
    contextLength,
    async encode(labels, { signal, onWarning } = {}) {
      if (isDisposed) throw new LangSegError('DISPOSED', 'This text encoder was disposed. Create a new one.');
      const unique = [...new Set(labels)];
      const tokenized = tokenizer.tokenize(unique, { contextLength, onTooLong });
      tokenized.forEach(({ isTruncated }, i) => {
        if (isTruncated)
          onWarning?.({
            label: unique[i],
            message: `${quoteLabel(unique[i])} is longer than ${contextLength} tokens and was cut.`,
          });
      });

      const queue = unique
        .map((label, i) => ({ label, tokens: upToPooling(tokenized[i]) }))
        .sort((a, b) => a.tokens.length - b.tokens.length);
      const rows = new Map<string, Float32Array>();
      for (let start = 0; start < queue.length; start += maxBatch) {
        throwIfAborted(signal);
        const batch = queue.slice(start, start + maxBatch);
        const { embeddings } = await session.run(toFeeds(batch.map(({ tokens }) => tokens)), { signal });
        const unit = l2Normalize(asEmbeddings(embeddings, batch.length, embeddingDim), 1);
        batch.forEach(({ label }, i) =>
          rows.set(label, unit.data.subarray(i * embeddingDim, (i + 1) * embeddingDim)),
        );
      }
      const result = tensor('float32', [labels.length, embeddingDim]);
      labels.forEach((label, i) => result.data.set(rows.get(label) ?? [], i * embeddingDim));
      return result;
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await session.dispose();
    },
  };
}

/** Tokens up to the first largest id, where CLIP pools: the end marker, or one written out in the label. */
function upToPooling({ ids }: TokenizedLabel): readonly number[] {
  return ids.slice(0, ids.indexOf(Math.max(...ids)) + 1);
}

/** Rows of one batch, padded with 0 to the longest. */
function toFeeds(rows: readonly (readonly number[])[]): { tokens: Tensor<'int64'>; eot: Tensor<'int64'> } {
  const length = Math.max(...rows.map((row) => row.length));
  const tokens = tensor('int64', [rows.length, length]);
  rows.forEach((row, i) => tokens.data.set(row.map(BigInt), i * length));
  const eot = BigInt64Array.from(rows, (row) => BigInt(row.length - 1));
  return { tokens, eot: tensor('int64', [rows.length], eot) };
}

function asEmbeddings(value: Tensor | undefined, count: number, dim: number): Tensor<'float32'> {
  if (value?.dtype !== 'float32' || value.shape[0] !== count || value.shape[1] !== dim)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The text transformer must return float32 embeddings [${count}, ${dim}], ` +
        `got ${value ? `${value.dtype} [${value.shape.join(', ')}]` : 'nothing'}. Convert the model again.`,
      { expected: [count, dim], found: value?.shape },
    );
  return value as Tensor<'float32'>;
}
