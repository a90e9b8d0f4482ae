import type { Matrix } from 'ml-matrix';
import { unitLength } from './unit-length.js';

/** Cosines of all pairs of rows, `[N, N]`. */
export function cosines(rows: Matrix): Matrix {
  const unit = unitLength(rows);
  return unit.mmul(unit.transpose());
}

/** Pearson's correlation of the entries above the diagonal of two matrices. */
export function correlation(a: Matrix, b: Matrix): number {
  const [x, y] = [upper(a), upper(b)].map(standardised);
  return x.reduce((sum, value, i) => sum + value * y[i], 0) / x.length;
}

/** The same of their ranks (Spearman). */
export function rankCorrelation(a: Matrix, b: Matrix): number {
  const [x, y] = [upper(a), upper(b)].map(ranks).map(standardised);
  return x.reduce((sum, value, i) => sum + value * y[i], 0) / x.length;
}

/** How often the row that is nearest by `truth` is among the `count` nearest ones by `similarity`. */
export function nearestFound(similarity: Matrix, truth: Matrix, count: number): number {
  const found = truth.to2DArray().filter((row, i) => {
    const others = row.map((value, j) => (i === j ? -Infinity : value));
    const nearest = others.indexOf(Math.max(...others));
    return rankOf(nearest, i, similarity) <= count;
  });
  return found.length / truth.rows;
}

/** Mean reciprocal rank at which one of a pair finds the other among all rows, both ways. */
export function reciprocalRank(similarity: Matrix, pairs: readonly (readonly [number, number])[]): number {
  const both = pairs.flatMap(([a, b]) => [1 / rankOf(b, a, similarity), 1 / rankOf(a, b, similarity)]);
  return both.reduce((sum, value) => sum + value, 0) / both.length;
}

/** Place of `wanted` among the rows that are similar to `asked`, from 1. */
function rankOf(wanted: number, asked: number, similarity: Matrix): number {
  const row = similarity.getRow(asked);
  return 1 + row.filter((value, j) => j !== asked && value > row[wanted]).length;
}

function upper(matrix: Matrix): number[] {
  return matrix.to2DArray().flatMap((row, i) => row.slice(i + 1));
}

function standardised(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return values.map((value) => (value - mean) / Math.sqrt(variance));
}

function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]);
  const result = new Array<number>(values.length);
  order.forEach((index, rank) => (result[index] = rank));
  return result;
}
