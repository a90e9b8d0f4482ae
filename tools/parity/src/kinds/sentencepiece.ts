import { readFile } from 'node:fs/promises';
import {
  buildSentencePieceJson,
  createSentencePieceTokenizer,
  readSentencePieceModel,
} from '@langseg/text-encoders';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareExactly } from '../compare.js';

const texts = z.looseObject({
  cases: z.array(z.object({ text: z.string(), ids: z.array(z.number()) })),
});

/** Ids of texts by a SentencePiece model, lower-cased. */
export const sentencepiece = codeKind({ model: z.string() }, async ({ file, model }, { files }) => {
  const parsed = readSentencePieceModel(await readFile(files.path(model)));
  const tokenizer = createSentencePieceTokenizer(buildSentencePieceJson(parsed, { lowercase: true }));
  const { cases } = texts.parse(JSON.parse(await readFile(files.path(file!), 'utf8')));
  return cases.map(({ text, ids }) => compareExactly(JSON.stringify(text), tokenizer.encode(text), ids));
});
