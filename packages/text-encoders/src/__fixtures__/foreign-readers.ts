import { decodeText, LangSegError } from '@langseg/core';
import { createClipTokenizer } from '../clip/tokenizer/clip-tokenizer.js';
import { buildSentencePieceJson } from '../sentencepiece/build-tokenizer-json.js';
import { readSentencePieceModel } from '../sentencepiece/sentencepiece-model.js';
import { createSentencePieceTokenizer } from '../sentencepiece/sentencepiece-tokenizer.js';
import { assembleModel, markers, type Piece } from '../sentencepiece/__fixtures__/assemble-model.js';
import { decodeWordTable, encodeWordTable } from '../word-vectors/word-table-file.js';

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeText(bytes, 'tokenizer.json'));
  } catch (cause) {
    throw new LangSegError('CONFIG_INVALID', 'no JSON', {}, { cause });
  }
}

/** Pieces of CLIP's own, so small that much of it is damaged. */
const clipTokenizer = {
  version: '1.0',
  added_tokens: [0, 1].map((id) => ({
    id,
    content: ['<|startoftext|>', '<|endoftext|>'][id],
    single_word: false,
    lstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: { type: 'Lowercase' },
  pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
  decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true },
  model: {
    type: 'BPE',
    unk_token: '<|endoftext|>',
    continuing_subword_prefix: '',
    end_of_word_suffix: '</w>',
    vocab: { '<|startoftext|>': 0, '<|endoftext|>': 1, d: 2, o: 3, 'g</w>': 4, do: 5, 'dog</w>': 6 },
    merges: ['d o', 'do g</w>'],
  },
};

/** A trie with one entry: `a` becomes `b`. */
export function smallTable(): Uint8Array {
  const units = new Uint32Array(256);
  units[0] = 128 << 10;
  units[128 ^ 0x61] = (64 << 10) | (1 << 8) | 0x61;
  units[128 ^ 0x61 ^ 64] = 0x80000000;
  return Uint8Array.of(0, 4, 0, 0, ...new Uint8Array(units.buffer), 0x62, 0);
}

const pieces: Piece[] = [...markers, ['▁ab', 0], ['ab', -1], ['▁', -2], ['a', -3], ['b', -4]];
const models = [assembleModel(pieces, undefined, { 2: smallTable() }), assembleModel(pieces)];
const tokenizerJson = (model: Uint8Array) =>
  buildSentencePieceJson(readSentencePieceModel(model), { lowercase: true });

/** Readers of tokenizers and word tables. */
export const foreignReaders = [
  {
    name: "CLIP's tokenizer.json",
    samples: [bytesOf(clipTokenizer)],
    read(bytes: Uint8Array) {
      const tokenizer = createClipTokenizer(jsonOf(bytes));
      tokenizer.decode(tokenizer.tokenize(['dog', 'a dog'])[1].ids);
    },
  },
  {
    name: 'SentencePiece models',
    samples: models,
    read: (bytes: Uint8Array) =>
      createSentencePieceTokenizer(JSON.parse(JSON.stringify(tokenizerJson(bytes)))).encode('ab a\u00e9 b'),
  },
  {
    name: 'a tokenizer.json made from SentencePiece',
    samples: models.map((model) => bytesOf(tokenizerJson(model))),
    read: (bytes: Uint8Array) => createSentencePieceTokenizer(jsonOf(bytes)).encode('ab a\u00e9 b'),
  },
  {
    name: 'word tables',
    samples: [
      encodeWordTable({
        dim: 2,
        words: ['dog', 'cat'],
        rows: Int8Array.of(1, 2, 3, 4),
        scales: Float32Array.of(1, 2),
        mean: Float32Array.of(0, 1),
      }),
    ],
    read: decodeWordTable,
  },
];
