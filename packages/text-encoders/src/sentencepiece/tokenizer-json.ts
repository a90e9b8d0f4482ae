import { LangSegError, listProblems, safeParse } from '@langseg/core';
import * as z from 'zod';

/** Largest id of any vocabulary, generously: ids are indices of an array. */
const tokenId = z
  .int()
  .nonnegative()
  .max(2 ** 24);

const schema = z.looseObject({
  padding: z.looseObject({ pad_id: tokenId }),
  normalizer: z.looseObject({
    type: z.literal('Sequence'),
    normalizers: z.array(z.looseObject({ type: z.string(), precompiled_charsmap: z.string().optional() })),
  }),
  pre_tokenizer: z.looseObject({
    type: z.literal('Metaspace'),
    replacement: z.literal('▁'),
    prepend_scheme: z.literal('always'),
  }),
  model: z.looseObject({
    type: z.literal('BPE'),
    vocab: z.record(z.string(), tokenId),
    merges: z.array(z.array(z.string()).length(2)),
    unk_token: z.string(),
    fuse_unk: z.literal(true),
    byte_fallback: z.boolean(),
  }),
});

/** The parts of a `tokenizer.json` made from a SentencePiece model that LangSeg reads. */
export type SentencePieceTokenizerJson = z.infer<typeof schema>;

/** @throws LangSegError `CONFIG_INVALID` naming the part that is wrong. */
export function parseSentencePieceJson(value: unknown): SentencePieceTokenizerJson {
  const result = safeParse(schema, value);
  const problem = result.success
    ? Object.hasOwn(result.data.model.vocab, result.data.model.unk_token)
      ? undefined
      : 'model.vocab has no piece for what is unknown'
    : listProblems(result.error);
  if (result.success && problem === undefined) return result.data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Expected a tokenizer.json made from a SentencePiece model of type BPE: ${problem}. Convert the model again.`,
    { problem },
  );
}
