import { LangSegError, quoteLabel } from '@langseg/core';
import { createBytePairEncoding } from './byte-pair-encoding.js';
import { normalizeClipText } from './normalize-text.js';
import { parseTokenizerJson, START_OF_TEXT, END_OF_TEXT } from './tokenizer-json.js';

/** A label as CLIP's text transformer takes it. */
export interface TokenizedLabel {
  /** Start marker, at most `contextLength − 2` tokens, end marker; not padded. */
  readonly ids: readonly number[];
  /** True when tokens were cut off to fit the context. */
  readonly isTruncated: boolean;
}

/** Options of {@link ClipTokenizer.tokenize}. */
export interface TokenizeOptions {
  /** Longest row, markers included. Default the tokenizer's. */
  readonly contextLength?: number;
  /** What to do with labels longer than the context; LSeg itself never truncates. Default `truncate`. */
  readonly onTooLong?: 'truncate' | 'error';
}

/** Byte-pair encoding of CLIP, made by {@link createClipTokenizer}. */
export interface ClipTokenizer {
  /** Longest row of {@link ClipTokenizer.tokenize}, markers included. */
  readonly contextLength: number;
  /** Token ids of a text of any length, with start and end marker. */
  encode(text: string): number[];
  /** The text of token ids, each word followed by a space; markers are spelled out (`SimpleTokenizer.decode`). */
  decode(ids: readonly number[]): string;
  /**
   * Token ids of every label, cut to the context length with the end marker kept (`clip.tokenize`).
   *
   * @throws LangSegError `LABELS_INVALID` for a label that is too long, with `onTooLong: 'error'`.
   */
  tokenize(labels: readonly string[], options?: TokenizeOptions): TokenizedLabel[];
}

/**
 * How CLIP splits text before byte-pair encoding. It is applied here, not by the library, because markers count only
 * where this pattern finds them: not in `!<|endoftext|>`, whose first symbols stay together. Upstream ignores case, by
 * which `ſ` is an `s` and the combining iota U+0345, a letter in upper case only, is dropped.
 */
const pieces =
  /<\|startoftext\|>|<\|endoftext\|>|'[sſ]|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^ \p{L}\p{N}\u0345]+/gu;

/**
 * Makes a tokenizer from a CLIP `tokenizer.json` as Hugging Face writes it: the vocabulary and merges are taken from the
 * file, the text normalisation is the one of openai/CLIP (`simple_tokenizer.py`), which the file only approximates.
 *
 * @param tokenizerJson the parsed file, for example from `buildClipTokenizerJson`.
 * @param options.contextLength default 77.
 * @throws LangSegError `CONFIG_INVALID` when the file is not a byte-pair vocabulary with CLIP's markers.
 */
export function createClipTokenizer(
  tokenizerJson: unknown,
  { contextLength = 77 }: { readonly contextLength?: number } = {},
): ClipTokenizer {
  const json = parseTokenizerJson(tokenizerJson);
  const bytePairs = createBytePairEncoding(json);
  const { [START_OF_TEXT]: start, [END_OF_TEXT]: end } = json.model.vocab;
  const markers = new Map([
    [START_OF_TEXT, start],
    [END_OF_TEXT, end],
  ]);

  const encode = (text: string): number[] => {
    const ids = [start];
    for (const [piece] of normalizeClipText(text).matchAll(pieces)) {
      const marker = markers.get(piece);
      for (const id of marker === undefined ? bytePairs.encode(piece).ids : [marker]) ids.push(id);
    }
    ids.push(end);
    return ids;
  };

  return {
    contextLength,
    encode,
    decode: (ids) => (ids.length ? bytePairs.decode([...ids]) : ''),
    tokenize: (labels, { contextLength: longest = contextLength, onTooLong = 'truncate' } = {}) =>
      labels.map((label) => {
        const ids = encode(label);
        if (ids.length <= longest) return { ids, isTruncated: false };
        if (onTooLong === 'error') throw tooLong(label, ids.length, longest);
        return { ids: [...ids.slice(0, longest - 1), end], isTruncated: true };
      }),
  };
}

function tooLong(label: string, tokens: number, contextLength: number): LangSegError {
  return new LangSegError(
    'LABELS_INVALID',
    `The label ${quoteLabel(label)} has ${tokens} tokens and the model takes ${contextLength}. Shorten it, or allow truncation.`,
    { label, tokens, contextLength },
  );
}
