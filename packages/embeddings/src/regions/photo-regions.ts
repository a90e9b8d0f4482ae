import type { EncodedImage } from '@langseg/core';
import { regionVectors, type RegionVectors } from './region-vectors.js';
import { splitRegions, type SplitRegionsOptions } from './split-regions.js';

/** A photo in regions. */
export interface PhotoRegions extends RegionVectors {
  readonly rows: number;
  readonly columns: number;
  /** `[rows, columns]`: the region of each cell. */
  readonly cells: Uint8Array;
}

/** Options of {@link photoRegions}. */
export interface PhotoRegionsOptions extends SplitRegionsOptions {
  /** Cells along the longer side of the grid on which regions are found, at most 128. Default 64. */
  readonly cells?: number;
}

/**
 * The connected regions of a photo whose embeddings are alike, and a vector for each.
 *
 * @throws LangSegError `USAGE`, `DISPOSED`.
 */
export function photoRegions(
  image: EncodedImage,
  { cells: longest = 64, ...options }: PhotoRegionsOptions = {},
): PhotoRegions {
  const grid = image.embeddings(longest);
  const split = splitRegions(grid, options);
  return { rows: grid.rows, columns: grid.columns, cells: split.cells, ...regionVectors(grid, split) };
}
