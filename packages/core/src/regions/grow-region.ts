import { l2Normalize } from '../math/l2-normalize.js';
import { tensor } from '../tensor/tensor.js';
import type { EmbeddingGrid } from './embedding-grid.js';
import { meanEmbedding } from './mean-embedding.js';
import { upperThreshold } from './upper-threshold.js';

/** Cells that belong together. */
export interface GrownRegion {
  /** `[rows, columns]`: 1 in the region. */
  readonly mask: Uint8Array;
  /** `[rows, columns]`: cosine between each cell's embedding and that of the region, in and outside of it. */
  readonly similarities: Float32Array;
  /** What the similarity of every cell of the region is at least. */
  readonly threshold: number;
}

/**
 * Grows a region from a cell over all neighbours (up, down, left, right) that are similar to it; then once more around the mean of
 * what was found, which is steadier than a single cell.
 *
 * @param seed index of the cell, `row · columns + column`; it always belongs to the region.
 * @param similarity least cosine between a cell and the region. Default: what divides the photo's cells best into alike, near and others.
 */
export function growRegion(grid: EmbeddingGrid, seed: number, similarity?: number): GrownRegion {
  const width = grid.vectors.length / (grid.rows * grid.columns);
  const grow = (around: Float32Array): GrownRegion => {
    const similarities = similaritiesTo(grid.vectors, around);
    const threshold = similarity ?? upperThreshold(similarities);
    return {
      similarities,
      threshold,
      mask: connected(similarities, { columns: grid.columns, seed, threshold }),
    };
  };
  const first = grow(grid.vectors.slice(seed * width, (seed + 1) * width));
  return grow(unit(meanEmbedding(grid, first.mask, 1)));
}

function unit(vector: Float32Array): Float32Array {
  return l2Normalize(tensor('float32', [vector.length], vector), 0).data;
}

function similaritiesTo(vectors: Float32Array, embedding: Float32Array): Float32Array {
  const width = embedding.length;
  const similarities = new Float32Array(vectors.length / width);
  for (let cell = 0, at = 0; cell < similarities.length; cell++) {
    let sum = 0;
    for (let d = 0; d < width; d++, at++) sum += vectors[at] * embedding[d];
    similarities[cell] = sum;
  }
  return similarities;
}

function connected(
  similarities: Float32Array,
  { columns, seed, threshold }: { columns: number; seed: number; threshold: number },
): Uint8Array {
  const mask = new Uint8Array(similarities.length);
  const open = [seed];
  mask[seed] = 1;
  const visit = (cell: number): void => {
    if (mask[cell] || similarities[cell] < threshold) return;
    mask[cell] = 1;
    open.push(cell);
  };
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const column = cell % columns;
    if (column > 0) visit(cell - 1);
    if (column < columns - 1) visit(cell + 1);
    if (cell >= columns) visit(cell - columns);
    if (cell + columns < mask.length) visit(cell + columns);
  }
  return mask;
}
