import { defineTextEncoder } from '@langseg/architecture';
import { asset } from '@langseg/core';
import * as z from 'zod';
import { wordTableConversion } from '../word-vectors/word-table-conversion.js';
import { decodeWordTable } from '../word-vectors/word-table-file.js';
import { createWordVectorsEncoder } from '../word-vectors/word-vectors-encoder.js';

/** Mean of word vectors: the tiny text encoder of the default model. */
export const wordVectors = defineTextEncoder({
  type: 'word-vectors',
  configSchema: z.strictObject({
    /** Path of the word table inside the bundle. */
    table: asset('file').default('text/word-vectors.bin'),
    /** Names to spell out before they are looked up. */
    aliases: z.record(z.string(), z.string()).default({}),
  }),
  async create({ table, aliases }, { assets }) {
    return createWordVectorsEncoder(decodeWordTable(await assets.read(table)), { aliases });
  },
  conversion: wordTableConversion,
});
