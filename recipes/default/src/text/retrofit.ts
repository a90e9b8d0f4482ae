import { Matrix } from 'ml-matrix';
import type { WordPairs } from './neighbours.js';

/** Options of {@link retrofit}. */
export interface RetrofitOptions {
  /** How much a vector holds on to what it was, against the mean of its neighbours. Default 1. */
  readonly hold?: number;
  /** Default 10, as in the paper. */
  readonly iterations?: number;
}

/**
 * Moves word vectors towards those of their neighbours in a lexicon (Faruqui et al. 2015, _Retrofitting Word Vectors to
 * Semantic Lexicons_, equation 2, all neighbours of a word weighing 1 together). Words without neighbours stay.
 *
 * @param vectors `[N, D]`, unit rows; not changed.
 * @returns `[N, D]`, not of unit length.
 */
export function retrofit(
  vectors: Matrix,
  pairs: WordPairs,
  { hold = 1, iterations = 10 }: RetrofitOptions = {},
): Matrix {
  const neighbours = Array.from({ length: vectors.rows }, (): number[] => []);
  for (const [a, b] of pairs) {
    neighbours[a].push(b);
    neighbours[b].push(a);
  }
  const original = vectors.to2DArray();
  let current = original;
  for (let iteration = 0; iteration < iterations; iteration++) {
    const before = current;
    current = original.map((row, index) => {
      const near = neighbours[index];
      if (near.length === 0) return row;
      const share = 1 / near.length;
      return row.map((value, d) => {
        const mean = near.reduce((sum, other) => sum + share * before[other][d], 0);
        return (hold * value + mean) / (1 + hold);
      });
    });
  }
  return new Matrix(current);
}
