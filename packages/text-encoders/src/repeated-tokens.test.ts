import { LangSegError } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { buildClipTokenizerJson } from './clip/tokenizer/build-tokenizer-json.js';
import { createClipTokenizer } from './clip/tokenizer/clip-tokenizer.js';
import {
  assembleModel,
  markers as startPieces,
  type Piece,
} from './sentencepiece/__fixtures__/assemble-model.js';
import { buildSentencePieceJson } from './sentencepiece/build-tokenizer-json.js';
import { readSentencePieceModel } from './sentencepiece/sentencepiece-model.js';
import { createSentencePieceTokenizer } from './sentencepiece/sentencepiece-tokenizer.js';
import { readLabel } from './word-vectors/read-label.js';
import { decodeWordTable, encodeWordTable } from './word-vectors/word-table-file.js';

/** Linear work on a megabyte takes milliseconds to seconds; quadratic work on it takes minutes. */
const patience = 8000;

async function expectInTime(read: () => unknown): Promise<void> {
  const start = performance.now();
  try {
    await read();
  } catch (error) {
    expect(LangSegError.is(error), String(error)).toBe(true);
  }
  expect(performance.now() - start).toBeLessThan(patience);
}

const tokens = ['a', 'ab ', '"', '\\', '[', '{"a":', '1', '0,', ' ', '\n', '\0', 'é', '漢', '-', '<|', "'s"];
const repeated = (token: string, size: number): string => token.repeat(Math.ceil(size / token.length));
const inputs = tokens.flatMap((token) => [10_000, 100_000, 1_000_000].map((size) => repeated(token, size)));

const markers = { '<|startoftext|>': 0, '<|endoftext|>': 1 };
const tokenizerJson = (parts: object = {}, model: object = {}): unknown => ({
  added_tokens: [],
  decoder: { type: 'ByteLevel' },
  ...parts,
  model: {
    type: 'BPE',
    vocab: { ...markers, a: 2, 'a</w>': 3 },
    merges: [],
    end_of_word_suffix: '</w>',
    ...model,
  },
});

describe('a tokenizer.json', () => {
  const read = (json: unknown) => createClipTokenizer(json).tokenize(['a photo of a dog']);

  it('of one token, in every place for texts', { timeout: 60_000 }, async () => {
    for (const input of inputs) {
      await expectInTime(() => read(input));
      const everywhere = tokenizerJson(
        {
          added_tokens: [
            { id: 1, content: input },
            { id: 1, content: `${input}b`, normalized: true, single_word: true, lstrip: true },
          ],
          decoder: { type: 'ByteLevel', [input]: input },
        },
        {
          vocab: { ...markers, [input]: 2 },
          merges: [input, [input, input]],
          unk_token: input,
          continuing_subword_prefix: input,
          [input]: input,
        },
      );
      await expectInTime(() => read(everywhere));
    }
  });

  it('of one entry, again and again', async () => {
    for (const count of [1000, 10_000, 100_000]) {
      const times = <T>(of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
      for (const json of [
        tokenizerJson({}, { merges: times(() => 'a a') }),
        tokenizerJson({}, { merges: times(() => ['a', 'a']) }),
        tokenizerJson({}, { vocab: { ...markers, ...Object.fromEntries(times((i) => [`a${i}`, 2])) } }),
        tokenizerJson({ added_tokens: times(() => ({ id: 1, content: 'a' })) }),
        tokenizerJson({ added_tokens: times((i) => ({ id: 1, content: 'a'.repeat(i % 50) })) }),
      ])
        await expectInTime(() => read(json));
    }
  });
});

describe('a SentencePiece model', () => {
  const read = (bytes: Uint8Array) => {
    const json = buildSentencePieceJson(readSentencePieceModel(bytes), { lowercase: true });
    return createSentencePieceTokenizer(json).encode('aaaa');
  };

  it('of one token, alone and as a piece', async () => {
    for (const input of inputs) {
      await expectInTime(() => read(new TextEncoder().encode(input)));
      await expectInTime(() => read(assembleModel([...startPieces, [input, 0]])));
    }
    for (const size of [10_000, 100_000, 1_000_000])
      for (const field of ['\x0a\0', '\x12\0', '\x0a\x03\x0a\x01a', '\x0b', '\x0a\xff\xff\xff\x7f'])
        await expectInTime(() => read(Buffer.from(repeated(field, size), 'latin1')));
  });

  it('of the longest pieces that are allowed', async () => {
    for (const count of [10, 100, 1000]) {
      const pieces = Array.from({ length: count }, (_, i): Piece => [`${i}`.padEnd(256, 'a'), -i]);
      await expectInTime(() => read(assembleModel([...startPieces, ...pieces])));
    }
  });

  // Size of the trie, its root whose only way leads through "a" back to itself, or to a replacement.
  it.each([10_000, 1_000_000])('whose table replaces a letter by %i bytes is refused', (size) => {
    const trie = new Uint32Array(256);
    trie[0] = 1 << 10;
    trie[1 ^ 97] = 97 | (1 << 8) | ((1 ^ 97 ^ 128) << 10);
    trie[128] = 0x80000000;
    const table = Buffer.concat(
      [Uint32Array.of(4 * trie.length), trie, Buffer.alloc(size, 'b')].map(bytesOf),
    );
    table[table.length - 1] = 0;
    expect(() => read(assembleModel([...startPieces, ['a', 0]], undefined, { 2: table }))).toThrow(
      'at most 1000 are allowed',
    );
  });
});

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

describe('a word table', () => {
  it('of one token', async () => {
    const of = (words: readonly string[]) =>
      encodeWordTable({
        dim: 1,
        words,
        rows: new Int8Array(words.length),
        scales: new Float32Array(words.length),
        mean: new Float32Array(1),
      });
    for (const input of inputs) {
      await expectInTime(() => decodeWordTable(of(input.split('\n'))));
      await expectInTime(() => decodeWordTable(new TextEncoder().encode(`LSWV${input}`)));
    }
  });
});

describe('a label', () => {
  it('of one token is looked up in word vectors', async () => {
    const ranks = new Map([['aa', 0]]);
    for (const input of inputs) await expectInTime(() => readLabel(input, { aliases: new Map(), ranks }));
  });

  // Byte-pair encoding of one word takes n log n: some twelve times as long for ten times the letters.
  it.each(['a', '!', '漢'])('of one word of %j is encoded', async (token) => {
    const tokenizer = createClipTokenizer(await buildClipTokenizerJson());
    for (const size of [1000, 10_000, 100_000])
      await expectInTime(() => tokenizer.encode(repeated(token, size)));
  });
});
