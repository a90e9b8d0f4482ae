import { LangSegError, listProblems, quoteLabel, safeParse } from '@langseg/core';
import * as z from 'zod';

/** Marks the begin of every text. */
export const START_OF_TEXT = '<|startoftext|>';
/** Marks the end of every text; CLIP pools there. */
export const END_OF_TEXT = '<|endoftext|>';

/** Largest token of any vocabulary, generously: ids are indices of an array. */
const tokenId = z
  .int()
  .nonnegative()
  .max(2 ** 24);

/** Two pieces, apart by a space or, in newer files, as a list, in which a piece may hold a space. */
const merge = z.union([
  z.string().regex(/^[^ ]+ [^ ]+$/, 'Expected two pieces with a space between them'),
  z.array(z.string()).length(2),
]);

const schema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: tokenId, content: z.string() })),
  decoder: z.looseObject({ type: z.literal('ByteLevel') }),
  model: z.looseObject({
    type: z.literal('BPE').optional(),
    vocab: z.record(z.string(), tokenId),
    merges: z.array(merge),
    unk_token: z.string().nullish(),
    byte_fallback: z.boolean().nullish(),
    ignore_merges: z.boolean().nullish(),
    end_of_word_suffix: z.literal('</w>'),
  }),
});

/** The parts of a CLIP `tokenizer.json` that LangSeg reads. */
export type ClipTokenizerJson = z.infer<typeof schema>;

/** @throws LangSegError `CONFIG_INVALID` naming the part that is wrong. */
export function parseTokenizerJson(value: unknown): ClipTokenizerJson {
  const result = safeParse(schema, value);
  if (!result.success) throw invalid(listProblems(result.error));
  const { vocab, unk_token } = result.data.model;
  for (const token of [START_OF_TEXT, END_OF_TEXT, unk_token ?? START_OF_TEXT])
    if (!Object.hasOwn(vocab, token)) throw invalid(`model.vocab has no ${quoteLabel(token)}`);
  return result.data;
}

function invalid(problem: string): LangSegError {
  return new LangSegError(
    'CONFIG_INVALID',
    `Expected a CLIP tokenizer.json (byte-pair encoding): ${problem}. Convert the checkpoint again, or take the ` +
      'tokenizer.json of the CLIP model on the hub.',
    { problem },
  );
}
