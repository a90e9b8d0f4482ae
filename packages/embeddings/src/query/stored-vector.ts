import { growRegion, LangSegError, meanEmbedding, type EmbeddingGrid } from '@langseg/core';
import { cellOf, type PhotoGeometry, type PixelPlace } from '../geometry.js';

/** A pixel of a photo of the set, or the region around it. */
export interface StoredPlace extends PixelPlace {
  /** Name or path of the photo. */
  readonly photo: string;
  readonly as: 'pixel' | 'region';
}

/** Vectors of a photo, of each cell or each region. */
export interface PhotoVectors {
  /** Length D of a vector. */
  readonly dim: number;
  /** `[N, D]`, of length 1 or 0. */
  readonly vectors: Float32Array;
  /** `[rows, columns]`: the region of each cell; none where every cell has a vector. */
  readonly cells?: Uint8Array;
}

/**
 * The vector of a pixel, or of the region around it.
 *
 * @returns `[D]`.
 * @throws LangSegError `SHAPE_MISMATCH` outside of the photo.
 */
export function storedVector(
  { as, ...pixel }: PixelPlace & Pick<StoredPlace, 'as'>,
  geometry: PhotoGeometry,
  { dim, vectors, cells }: PhotoVectors,
): Float32Array {
  const { width, height, rows, columns } = geometry;
  const { x, y } = pixel;
  if (![x, y].every(Number.isInteger) || x < 0 || y < 0 || x >= width || y >= height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The photo has ${width} × ${height} pixels, counted from 0; there is none at ${x},${y}.`,
      { x, y, width, height },
    );
  const cell = cellOf(pixel, geometry);
  const vectorOf = (index: number): Float32Array => vectors.slice(index * dim, (index + 1) * dim);
  if (cells) return vectorOf(cells[cell]);
  if (as === 'pixel') return vectorOf(cell);
  const grid: EmbeddingGrid = { rows, columns, vectors };
  return meanEmbedding(grid, growRegion(grid, cell).mask, 1);
}
