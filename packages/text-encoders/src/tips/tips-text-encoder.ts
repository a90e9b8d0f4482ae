import { tensor, type Session, type TextEncoder } from '@langseg/core';
import type { SentencePieceTokenizer } from '../sentencepiece/sentencepiece-tokenizer.js';
import { createTokenTextEncoder, paddedRows } from '../tokens/token-text-encoder.js';

/** What {@link createTipsTextEncoder} is made of. */
export interface TipsTextEncoderParts {
  /** A graph of `tipsTextGraph`. The encoder owns it and disposes it. */
  readonly session: Session;
  readonly tokenizer: SentencePieceTokenizer;
  /** D. */
  readonly embeddingDim: number;
  /** Most tokens of a label; longer ones are cut with a warning. */
  readonly contextLength: number;
  /** Labels in one run. Default 64. */
  readonly maxBatch?: number;
}

/** TIPS' text encoder on a loaded session. */
export function createTipsTextEncoder(parts: TipsTextEncoderParts): TextEncoder {
  const { tokenizer, contextLength, ...others } = parts;
  return createTokenTextEncoder({
    ...others,
    contextLength,
    tokenize: (labels) =>
      labels.map((label) => {
        const ids = tokenizer.encode(label);
        return { ids: ids.slice(0, contextLength), isTruncated: ids.length > contextLength };
      }),
    feeds(rows) {
      const tokens = paddedRows(rows, tokenizer.padId);
      const [count, length] = tokens.shape;
      const paddings = tensor('int64', [count, length]);
      rows.forEach((row, i) => paddings.data.fill(1n, i * length + row.length, (i + 1) * length));
      return { tokens, paddings };
    },
  });
}
