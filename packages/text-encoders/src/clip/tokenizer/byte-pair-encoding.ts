import { Tokenizer } from '@huggingface/tokenizers';
import type { ClipTokenizerJson } from './tokenizer-json.js';

/** The part of the library's `Tokenizer` that is used; its own declarations don't resolve under `nodenext`. */
interface BytePairEncoding {
  encode(text: string): { readonly ids: readonly number[] };
  decode(ids: readonly number[]): string;
}

const LibraryTokenizer = Tokenizer as unknown as new (json: object, config: object) => BytePairEncoding;

/** Byte-pair encoding of single words: everything in the file that normalises, splits or adds markers is left out. */
export function createBytePairEncoding(json: ClipTokenizerJson): BytePairEncoding {
  const preTokenizer = { type: 'ByteLevel', add_prefix_space: false, use_regex: false };
  // The library takes the first merge for the form of all, and guesses a type that is left out.
  const merges = json.model.merges.map((merge) => (typeof merge === 'string' ? merge.split(' ') : merge));
  const model = { ...json.model, type: 'BPE', merges };
  return new LibraryTokenizer(
    { ...json, model, normalizer: null, post_processor: null, pre_tokenizer: preTokenizer },
    { clean_up_tokenization_spaces: false },
  );
}
