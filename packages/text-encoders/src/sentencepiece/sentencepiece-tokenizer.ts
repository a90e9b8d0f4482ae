import { Tokenizer } from '@huggingface/tokenizers';
import { LangSegError } from '@langseg/core';
import { decodeBase64 } from './base64.js';
import { readCharsmap } from './charsmap.js';
import { normalizeText } from './normalize-text.js';
import { parseSentencePieceJson } from './tokenizer-json.js';

/** A text split into tokens, made by {@link createSentencePieceTokenizer}. */
export interface SentencePieceTokenizer {
  /** Id that fills up rows. */
  readonly padId: number;
  /** Ids of a text of any length, without start and end. Empty for a text of which normalisation leaves nothing. */
  encode(text: string): readonly number[];
}

const LibraryTokenizer = Tokenizer as unknown as new (
  json: object,
  config: object,
) => { encode(text: string, options: { add_special_tokens: boolean }): { readonly ids: readonly number[] } };

/**
 * Makes a tokenizer from a `tokenizer.json` that `buildSentencePieceJson` has made. The vocabulary and merges are applied by
 * `@huggingface/tokenizers`; text is normalised by the model's own table, which the library only approximates by NFKC.
 *
 * @param tokenizerJson the parsed file.
 * @throws LangSegError `CONFIG_INVALID` when it is another file.
 */
export function createSentencePieceTokenizer(tokenizerJson: unknown): SentencePieceTokenizer {
  const json = parseSentencePieceJson(tokenizerJson);
  const { normalizers } = json.normalizer;
  const lowercase = normalizers.some(({ type }) => type === 'Lowercase');
  const encoded = normalizers.find(({ type }) => type === 'Precompiled')?.precompiled_charsmap ?? '';
  const blob = decodeBase64(encoded);
  if (!blob)
    throw new LangSegError('CONFIG_INVALID', 'The precompiled_charsmap of this tokenizer.json is no base64.');
  const charsmap = readCharsmap(blob);
  const { type, vocab, merges, unk_token, fuse_unk, byte_fallback } = json.model;
  // Markers that are written out in a label are text like any other. The library sees nothing of the file that was not checked.
  const library = new LibraryTokenizer(
    {
      added_tokens: [],
      normalizer: null,
      pre_tokenizer: null,
      post_processor: null,
      decoder: null,
      model: { type, vocab, merges, unk_token, fuse_unk, byte_fallback },
    },
    { clean_up_tokenization_spaces: false },
  );
  return {
    padId: json.padding.pad_id,
    encode(text) {
      const normalized = normalizeText(lowercase ? text.toLowerCase() : text, charsmap);
      return normalized === '' ? [] : library.encode(normalized, { add_special_tokens: false }).ids;
    },
  };
}
