import type { TextConversion } from '@langseg/architecture';
import * as z from 'zod';
import { decodeWordTable, isWordTable } from './word-table-file.js';

const options = z.strictObject({
  wordTable: z
    .instanceof(Uint8Array)
    .optional()
    .describe(
      'Word table, for a network that understands labels by word vectors. The built-in model has one in text/word-vectors.bin.',
    ),
  aliases: z
    .record(z.string(), z.string())
    .default({})
    .describe('Names to spell out before they are looked up.'),
});

/** A word table, as `encodeWordTable` writes it. */
export const wordTableConversion: TextConversion = {
  what: 'a word table',
  options,
  fileOption: 'wordTable',
  recognise({ bytes }) {
    if (!bytes || !isWordTable(bytes)) return undefined;
    return {
      async plan(chosen) {
        const { aliases } = options.parse(chosen);
        const table = 'text/word-vectors.bin';
        return {
          architecture: 'word vectors',
          embeddingDim: decodeWordTable(bytes).dim,
          component: { type: 'word-vectors', table, aliases },
          graphs: new Map(),
          files: new Map([[table, bytes]]),
        };
      },
    };
  },
};
