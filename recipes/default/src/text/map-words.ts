import { createWordVectorsEncoder } from '@langseg/text-encoders';
import { Matrix } from 'ml-matrix';
import type { NameEmbeddings } from './clip-names.js';
import { fitKernelMap, type KernelMapOptions } from './kernel-map.js';
import type { WordPairs } from './neighbours.js';
import { principalAxes } from './principal-axes.js';
import { retrofit } from './retrofit.js';
import { unitLength } from './unit-length.js';
import { wordTable, type WordRows } from './word-rows.js';

/** What becomes of word vectors. */
export interface MapWordsOptions extends KernelMapOptions {
  /** Length D of the new vectors. */
  readonly dim: number;
  /** Part of the moved word vectors in the new ones; that of the mapped ones, about as long, is 1. */
  readonly own: number;
  /** Exponent, 0 to 1, by which long axes are shortened: at 1 all are equally long. */
  readonly evenness: number;
}

/** Numbers that are kept of a CLIP embedding: further ones can't be learned from so few names. */
const CLIP_AXES = 96;

/** Word vectors that were moved towards their neighbours. */
export function retrofitWords(rows: WordRows, pairs: WordPairs): WordRows {
  return { ...rows, directions: unitLength(retrofit(rows.directions, pairs)) };
}

/**
 * Word vectors that also tell apart what a CLIP text encoder tells apart: to each is added what it is mapped to by a map
 * that is learned from names, and both are brought to few numbers.
 */
export async function mapWords(
  rows: WordRows,
  { names, embeddings }: NameEmbeddings,
  { dim, own, evenness, ...kernel }: MapWordsOptions,
): Promise<WordRows> {
  const encoder = createWordVectorsEncoder(wordTable(rows));
  const { data } = await encoder.encode([...names]);
  const encoded = Matrix.from1DArray(names.length, rows.directions.columns, data);
  const known = encoded
    .to2DArray()
    .flatMap((row, index) => (row.some((value) => value !== 0) ? [index] : []));
  const inputs = encoded.selection(known, allOf(encoded.columns));
  const targets = embeddings.selection(known, allOf(embeddings.columns));
  const map = fitKernelMap(inputs, targets.mmul(principalAxes(targets, CLIP_AXES)), kernel);
  const join = (directions: Matrix) => beside(directions.clone().mul(own), map(directions));
  const axes = principalAxes(join(inputs), dim, evenness);
  return { ...rows, directions: unitLength(join(rows.directions).mmul(axes)) };
}

function beside(left: Matrix, right: Matrix): Matrix {
  const joined = Matrix.zeros(left.rows, left.columns + right.columns);
  return joined.setSubMatrix(left, 0, 0).setSubMatrix(right, 0, left.columns);
}

function allOf(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
