import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClipTokenizerJson } from './build-tokenizer-json.js';
import { createClipTokenizer, type ClipTokenizer } from './clip-tokenizer.js';
import { normalizeClipText } from './normalize-text.js';

interface GoldenCase {
  readonly text: string;
  readonly ids?: readonly number[];
  readonly clean?: string;
  readonly decode?: string;
  readonly error?: string;
  readonly n_tokens_untruncated?: number;
  readonly ids_truncated?: readonly number[];
}

interface Golden {
  readonly cases: readonly GoldenCase[];
  readonly label_files: Readonly<Record<string, readonly (readonly [string, readonly number[]])[]>>;
}

const golden = JSON.parse(
  await readFile(new URL('__fixtures__/tokenizer.json', import.meta.url), 'utf8'),
) as Golden;

/** The library's declarations don't resolve under `nodenext`. */
const LibraryTokenizer = Tokenizer as unknown as new (
  json: object,
  config: object,
) => { encode(text: string): { readonly ids: readonly number[] } };

let tokenizer: ClipTokenizer;
beforeAll(async () => {
  tokenizer = createClipTokenizer(await buildClipTokenizerJson());
});

describe('the golden cases of openai/CLIP', () => {
  it.each(golden.cases)('$text', ({ text, ids, clean = text, decode, error, ...long }) => {
    expect(normalizeClipText(text)).toBe(clean);
    if (ids) {
      expect(tokenizer.encode(text)).toEqual(ids);
      expect(tokenizer.tokenize([text], { onTooLong: 'error' })).toEqual([{ ids, isTruncated: false }]);
      const decoded = tokenizer.decode(ids.slice(1, -1));
      expect(decode ? decoded : decoded.trimEnd()).toBe(decode ?? clean);
    }
    if (error) {
      expect(tokenizer.encode(text)).toHaveLength(long.n_tokens_untruncated ?? NaN);
      expect(tokenizer.tokenize([text])).toEqual([{ ids: long.ids_truncated, isTruncated: true }]);
      expect(() => tokenizer.tokenize([text], { onTooLong: 'error' })).toThrow(/and the model takes 77/);
    }
  });

  it.each(Object.entries(golden.label_files))('label file %s', (_, entries) => {
    const labels = entries.map(([label]) => label);
    expect(tokenizer.tokenize(labels).map(({ ids }) => ids)).toEqual(entries.map(([, ids]) => ids));
  });
});

describe('createClipTokenizer', () => {
  it('takes markers only where the pattern of CLIP finds them', () => {
    const [start, end] = [49406, 49407];
    expect(tokenizer.encode("it's<|endoftext|>")).toEqual([start, 585, 568, end, end]);
    expect(tokenizer.encode('!<|endoftext|>').filter((id) => id === end)).toHaveLength(1);
  });

  it('cuts to another context length and keeps the end marker', () => {
    const [cut, whole] = tokenizer.tokenize(['a photo of a cat', 'cat'], { contextLength: 4 });
    expect(cut).toEqual({ ids: [49406, 320, 1125, 49407], isTruncated: true });
    expect(whole).toEqual({ ids: [49406, 2368, 49407], isTruncated: false });
  });

  it('decodes nothing to nothing', () => expect(tokenizer.decode([])).toBe(''));
});

describe('tokenizer.json', () => {
  it('has the whole vocabulary and survives being written as JSON', async () => {
    const json = await buildClipTokenizerJson();
    expect(Object.keys(json.model.vocab)).toHaveLength(49_408);
    expect(new Set(Object.values(json.model.vocab)).size).toBe(49_408);
    expect(json.model.merges).toHaveLength(48_894);
    expect(json.model.merges.slice(0, 2)).toEqual(['i n', 't h']);
    const read = createClipTokenizer(JSON.parse(JSON.stringify(json)));
    expect(read.encode('a photo of a cat')).toEqual([49406, 320, 1125, 539, 320, 2368, 49407]);
  });

  it('works in the library by itself, for text that needs no repair', async () => {
    const library = new LibraryTokenizer(await buildClipTokenizerJson(), {});
    for (const text of ["It's a Photo\nof <|endoftext|>  2 CATS!", 'naïve 日本語 😀'])
      expect(library.encode(text).ids).toEqual(tokenizer.encode(text));
  });

  const small = (model: object): unknown => ({
    added_tokens: [],
    decoder: { type: 'ByteLevel' },
    model: {
      vocab: { '<|startoftext|>': 0, '<|endoftext|>': 1, d: 2, o: 3, 'g</w>': 4, do: 5, 'dog</w>': 6 },
      end_of_word_suffix: '</w>',
      ...model,
    },
  });

  it('may write merges as texts, as lists, or as both', () => {
    for (const merges of [
      ['d o', 'do g</w>'],
      [['d', 'o'], 'do g</w>'],
      ['d o', ['do', 'g</w>']],
    ])
      expect(createClipTokenizer(small({ merges })).encode('dog')).toEqual([0, 6, 1]);
  });

  it.each([
    ['nothing', undefined],
    ['a merge of one piece', small({ merges: ['d o', 'dog'] })],
    ['a merge of three pieces', small({ merges: ['d o g'] })],
    ['a token for unknown ones that is none', small({ merges: [], unk_token: '<unk>' })],
    ['another model', { model: { type: 'WordPiece', vocab: {} } }],
    [
      'no markers',
      {
        added_tokens: [],
        decoder: { type: 'ByteLevel' },
        model: { vocab: {}, merges: [], end_of_word_suffix: '</w>' },
      },
    ],
  ])('is refused when it is %s', (_, json) => {
    expect(() => createClipTokenizer(json)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
