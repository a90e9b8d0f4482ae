import { quantizeWordVectors, type WordTable } from '@langseg/text-encoders';
import { Matrix } from 'ml-matrix';
import { unitLength } from './unit-length.js';

/** Word vectors after the mean of the language is taken off, as directions and lengths. */
export interface WordRows {
  /** N words, most frequent first. */
  readonly words: readonly string[];
  /** `[N, D]`, unit rows. */
  readonly directions: Matrix;
  /** `[N]`: short where a word says little, so that it counts for little in a phrase. */
  readonly lengths: readonly number[];
}

/**
 * Takes a table apart.
 *
 * @param isKept which words to take. Default all.
 */
export function wordRows(table: WordTable, isKept: (word: string) => boolean = () => true): WordRows {
  const { dim, rows, scales, mean } = table;
  const kept = table.words.flatMap((word, index) => (isKept(word) ? [index] : []));
  const centred = new Matrix(
    kept.map((index) => Array.from(mean, (middle, d) => scales[index] * rows[index * dim + d] - middle)),
  );
  return {
    words: kept.map((index) => table.words[index]),
    directions: unitLength(centred),
    lengths: centred.to2DArray().map((row) => Math.hypot(...row)),
  };
}

/** Puts a table together; nothing is left to be subtracted from its vectors. */
export function wordTable({ words, directions, lengths }: WordRows): WordTable {
  const vectors = directions.clone().mulColumnVector(lengths);
  return quantizeWordVectors(
    words,
    Float32Array.from(vectors.to1DArray()),
    new Float32Array(directions.columns),
  );
}
