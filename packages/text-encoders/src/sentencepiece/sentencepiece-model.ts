import { BinaryReader } from '@bufbuild/protobuf/wire';
import { LangSegError } from '@langseg/core';

/** What a piece is for, by its number in the file. */
const kinds = ['normal', 'unknown', 'control', 'user-defined', 'unused', 'byte'] as const;

/** Ways of splitting, by their number in the file. */
const algorithms = ['unigram', 'bpe', 'word', 'char'] as const;

/** An entry of the vocabulary; its id is its place in the list. */
export interface SentencePiece {
  readonly text: string;
  /** The higher, the earlier two neighbours are joined to it. */
  readonly score: number;
  readonly kind: (typeof kinds)[number];
}

/** What a SentencePiece `.model` file says about splitting text. */
export interface SentencePieceModel {
  readonly algorithm: (typeof algorithms)[number];
  readonly pieces: readonly SentencePiece[];
  /** Id of the piece that fills up rows; -1 for none. */
  readonly padId: number;
  /** The normaliser's table of replacements as SentencePiece compiles it; empty for none. */
  readonly charsmap: Uint8Array;
  /** Whether text gets a space in front. */
  readonly addDummyPrefix: boolean;
  /** Whether spaces are dropped at both ends and joined in between. */
  readonly removeExtraWhitespaces: boolean;
  /** Whether spaces are written as `▁`. */
  readonly escapeWhitespaces: boolean;
  /** Whether the mark of a word's begin stands at its end instead. */
  readonly whitespaceAsSuffix: boolean;
}

/** Generous: the largest vocabularies have some hundred thousand pieces. */
const maxPieces = 2 ** 22;

/** Characters of one piece: SentencePiece makes them of 16 at most. All their halves are looked up. */
const longestPiece = 256;

/** The error for a file that is damaged or none. */
export function corruptModel(problem: string, cause?: unknown): LangSegError {
  return new LangSegError(
    'FILE_CORRUPT',
    `This is no complete SentencePiece model: ${problem}.`,
    {},
    { cause },
  );
}

/**
 * Reads a SentencePiece `.model` file (`sentencepiece_model.proto`: fields that matter for splitting, the others are passed
 * over).
 *
 * @throws LangSegError `FILE_CORRUPT`.
 */
export function readSentencePieceModel(bytes: Uint8Array): SentencePieceModel {
  try {
    return readModel(bytes);
  } catch (cause) {
    if (LangSegError.is(cause)) throw cause;
    throw corruptModel('its protobuf message is damaged', cause);
  }
}

function readModel(bytes: Uint8Array): SentencePieceModel {
  const pieces: SentencePiece[] = [];
  const found = {
    algorithm: 1,
    padId: -1,
    charsmap: new Uint8Array(),
    addDummyPrefix: true,
    removeExtraWhitespaces: true,
    escapeWhitespaces: true,
    whitespaceAsSuffix: false,
  };
  const trainer: Fields = {
    3: (reader) => (found.algorithm = reader.int32()),
    24: (reader) => (found.whitespaceAsSuffix = reader.bool()),
    43: (reader) => (found.padId = reader.int32()),
  };
  const normalizer: Fields = {
    2: (reader) => (found.charsmap = reader.bytes().slice()),
    3: (reader) => (found.addDummyPrefix = reader.bool()),
    4: (reader) => (found.removeExtraWhitespaces = reader.bool()),
    5: (reader) => (found.escapeWhitespaces = reader.bool()),
  };
  readFields(bytes, {
    1: (reader) => {
      if (pieces.length === maxPieces) throw corruptModel(`more than ${maxPieces} pieces are refused`);
      pieces.push(readPiece(reader.bytes()));
    },
    2: (reader) => readFields(reader.bytes(), trainer),
    3: (reader) => readFields(reader.bytes(), normalizer),
  });
  if (pieces.length === 0) throw corruptModel('it has no pieces');
  const algorithm = algorithms[found.algorithm - 1] as SentencePieceModel['algorithm'] | undefined;
  if (!algorithm) throw corruptModel(`its type is ${found.algorithm}, expected 1 to ${algorithms.length}`);
  return { ...found, algorithm, pieces };
}

function readPiece(bytes: Uint8Array): SentencePiece {
  let [text, score, number] = ['', 0, 1];
  readFields(bytes, {
    1: (reader) => (text = reader.string(true)),
    2: (reader) => (score = reader.float()),
    3: (reader) => (number = reader.int32()),
  });
  const kind = kinds[number - 1] as SentencePiece['kind'] | undefined;
  if (text === '' || !Number.isFinite(score) || !kind)
    throw corruptModel('a piece has no text, no finite score, or an unknown type');
  if (text.length > longestPiece)
    throw corruptModel(
      `a piece of ${text.length} characters is refused, at most ${longestPiece} are allowed`,
    );
  return { text, score, kind };
}

/** Readers of fields by their number. */
type Fields = Readonly<Record<number, (reader: BinaryReader) => unknown>>;

function readFields(bytes: Uint8Array, fields: Fields): void {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    if (Object.hasOwn(fields, number)) fields[number](reader);
    else reader.skip(wireType, number);
  }
}
