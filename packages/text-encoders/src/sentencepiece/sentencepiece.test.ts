import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { smallTable } from '../__fixtures__/foreign-readers.js';
import { assembleModel, markers, type Piece } from './__fixtures__/assemble-model.js';
import { buildSentencePieceJson } from './build-tokenizer-json.js';
import { readSentencePieceModel } from './sentencepiece-model.js';
import { createSentencePieceTokenizer } from './sentencepiece-tokenizer.js';

const fixture = (name: string) => readFileSync(new URL(`__fixtures__/${name}`, import.meta.url));
const official = gunzipSync(fixture('spm-bpe.model.gz'));

/** A tokenizer that has been through its file. */
function tokenizerOf(bytes: Uint8Array, lowercase = true) {
  const json = buildSentencePieceJson(readSentencePieceModel(bytes), { lowercase });
  return createSentencePieceTokenizer(JSON.parse(JSON.stringify(json)));
}

describe('a BPE model with the table nmt_nfkc', () => {
  it('gives the ids of SentencePiece for every text', () => {
    const tokenizer = tokenizerOf(official);
    const cases = JSON.parse(fixture('spm-bpe-ids.json').toString()) as [string, number[]][];
    expect(cases).toHaveLength(269);
    expect(cases.map(([text]) => [text, tokenizer.encode(text)])).toEqual(cases);
  });

  it('keeps case where it is not told to lower it', () => {
    expect(tokenizerOf(official, false).encode('Dog')).not.toEqual(tokenizerOf(official).encode('Dog'));
  });
});

const abc: Piece[] = [...markers, ['▁ab', 0], ['ab', -1], ['▁', -2], ['a', -3], ['b', -4]];

describe('a small model', () => {
  it('joins by scores, and what is unknown to one token', () => {
    const tokenizer = tokenizerOf(assembleModel(abc));
    expect(tokenizer.padId).toBe(0);
    expect(tokenizer.encode('ab  xyz <pad>abab')).toEqual([2, 4, 1, 4, 1, 5, 1, 3, 3]);
    expect(tokenizer.encode(' \u2581 ')).toEqual([]);
  });

  it('spells unknown characters in bytes where it has them', () => {
    const bytes = Array.from({ length: 256 }, (_, i): Piece => [
      `<0x${i.toString(16).toUpperCase().padStart(2, '0')}>`,
      0,
      6,
    ]);
    const tokenizer = tokenizerOf(assembleModel([...abc, ...bytes]));
    expect(tokenizer.encode('é')).toEqual([4, 7 + 0xc3, 7 + 0xa9]);
  });

  it('replaces what its table names', () => {
    const tokenizer = tokenizerOf(assembleModel(abc, undefined, { 2: smallTable() }));
    expect(tokenizer.encode('ac b')).toEqual([4, 6, 1, 4, 6]);
  });

  it('finds the piece for padding by its name where the file says nothing', () => {
    expect(tokenizerOf(assembleModel(abc, { 3: 2 })).padId).toBe(0);
  });
});

describe('models that are refused', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['unigram', assembleModel(abc, { 3: 1, 43: 0 }), /is of type unigram. Only those of type bpe/],
    ['unigram, which is left out', assembleModel(abc, { 43: 0 }), /is of type unigram/],
    ['words', assembleModel(abc, { 3: 3, 43: 0 }), /is of type word/],
    ['no padding', assembleModel([markers[1], ['a', 0]], { 3: 2 }), /no piece for padding/],
    ['padding that is not there', assembleModel(abc, { 3: 2, 43: 99 }), /padding \(99\) is missing/],
    ['padding by a word', assembleModel(abc, { 3: 2, 43: 5 }), /no control piece/],
    ['user-defined pieces', assembleModel([...abc, ['<x>', 0, 4]]), /user-defined pieces \("<x>"\)/],
    ['unused pieces', assembleModel([...abc, ['c', 0, 5]]), /unused pieces/],
    ['no unknown piece', assembleModel([markers[0], ['a', 0]]), /0 pieces for what is unknown/],
    ['a piece twice', assembleModel([...abc, ['a', 0]]), /a piece occurs twice/],
    ['a piece without text', assembleModel([...abc, ['', 0]]), /a piece has no text/],
    ['an endless score', assembleModel([...abc, ['c', NaN]]), /no finite score/],
    ['an unknown kind', assembleModel([...abc, ['c', 0, 9]]), /unknown type/],
    ['an unknown type', assembleModel(abc, { 3: 9 }), /its type is 9/],
    ['no dummy prefix', assembleModel(abc, undefined, { 3: 0 }), /add_dummy_prefix/],
    ['repeated spaces', assembleModel(abc, undefined, { 4: 0 }), /remove_extra_whitespaces/],
    ['plain spaces', assembleModel(abc, undefined, { 5: 0 }), /escape_whitespaces/],
    ['marks at ends', assembleModel(abc, { 3: 2, 24: 1, 43: 0 }), /ends of words/],
    [
      'a damaged table',
      assembleModel(abc, undefined, { 2: Uint8Array.of(8, 0, 0, 0, 1) }),
      /table of its normaliser/,
    ],
    ['no pieces', assembleModel([]), /no pieces/],
    ['a cut file', official.subarray(0, 4000), /protobuf message is damaged/],
  ])('%s', (_, bytes, message) => {
    expect(() => tokenizerOf(bytes)).toThrow(
      expect.objectContaining({ code: 'FILE_CORRUPT', message: expect.stringMatching(message) as string }),
    );
  });

  it('and files that no SentencePiece model was made of', () => {
    const json = buildSentencePieceJson(readSentencePieceModel(assembleModel(abc)), { lowercase: true });
    for (const damaged of [
      {},
      { ...json, pre_tokenizer: { type: 'ByteLevel' } },
      { ...json, model: { ...json.model, unk_token: 'constructor' } },
      {
        ...json,
        normalizer: { type: 'Sequence', normalizers: [{ type: 'Precompiled', precompiled_charsmap: '*' }] },
      },
    ])
      expect(() => createSentencePieceTokenizer(damaged)).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
  });
});
