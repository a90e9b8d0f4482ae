import { asset, l2Normalize, LangSegError, tensor, throwIfAborted, type TextEncoder as LabelEncoder } from '@langseg/core';
import * as z from 'zod';
import { defineTextEncoder } from '../text/define-text-encoder.js';

const magic = 'LETTERS:';

/** Embeds a label by its letters, each turned by an amount that a file tells. */
export const letterTable = defineTextEncoder({
  type: 'letter-table',
  configSchema: z.strictObject({ table: asset('file'), embeddingDim: z.int().positive() }),
  async create({ table, embeddingDim }, { assets }) {
    return encoderOf(await assets.read(table), embeddingDim);
  },
  conversion: {
    what: 'a table of letters',
    options: z.strictObject({ embeddingDim: z.int().positive().default(4) }),
    recognise({ bytes }) {
      if (!bytes || !new TextDecoder().decode(bytes).startsWith(magic)) return undefined;
      return {
        async plan({ embeddingDim }) {
          return {
            architecture: 'letters',
            embeddingDim: Number(embeddingDim),
            component: { type: 'letter-table', table: 'letters.bin', embeddingDim },
            graphs: new Map(),
            files: new Map([['letters.bin', bytes]]),
          };
        },
      };
    },
  },
});

/** A file that {@link letterTable} is made of. */
export const letterFile = new TextEncoder().encode(`${magic}7`);

function encoderOf(table: Uint8Array, embeddingDim: number): LabelEncoder {
  const turn = table[table.length - 1];
  let isDisposed = false;
  return {
    specVersion: 1,
    embeddingDim,
    contextLength: Infinity,
    dispose: async () => {
      isDisposed = true;
    },
    encode: async (labels, { signal } = {}) => {
      if (isDisposed) throw new LangSegError('DISPOSED', 'Used after dispose().');
      throwIfAborted(signal);
      const rows = tensor('float32', [labels.length, embeddingDim]);
      for (const [row, label] of labels.entries())
        for (const [i, letter] of [...label].entries())
          for (let d = 0; d < embeddingDim; d++)
            rows.data[row * embeddingDim + d] += Math.sin(letter.charCodeAt(0) * (i + d + turn));
      return l2Normalize(rows, 1);
    },
  };
}
