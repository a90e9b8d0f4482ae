import { LangSegError } from '@langseg/core';
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

const schema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: tokenId, content: z.string() })),
  decoder: z.looseObject({ type: z.literal('ByteLevel') }),
  model: z.looseObject({
    type: z.literal('BPE').optional(),
    vocab: z.record(z.string(), tokenId),
    merges: z.array(z.union([z.string(), z.array(z.string()).length(2)])),
    end_of_word_suffix: z.literal('</w>'),
  }),
});

/** The parts of a CLIP `tokenizer.json` that LangSeg reads. */
export type ClipTokenizerJson = z.infer<typeof schema>;

/** @throws LangSegError `CONFIG_INVALID` naming the part that is wrong. */
export function parseTokenizerJson(value: unknown): ClipTokenizerJson {
  const result = schema.safeParse(value);
  if (!result.success) throw invalid(z.prettifyError(result.error));
  for (const marker of [START_OF_TEXT, END_OF_TEXT])
    if (!Object.hasOwn(result.data.model.vocab, marker)) throw invalid(`model.vocab has no ${marker}`);
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
