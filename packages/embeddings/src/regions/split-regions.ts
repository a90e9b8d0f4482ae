import { LangSegError, type EmbeddingGrid } from '@langseg/core';
import { growingRegions, type GrowingRegions } from './growing-regions.js';

/** Most cells along the longer side of a grid that is split. */
export const maxRegionCells = 128;

/** Most regions of a photo. */
export const maxRegionCount = 255;

/** Options of {@link splitRegions}. */
export interface SplitRegionsOptions {
  /** At most so many, 1 to 255. Default 32. */
  readonly maxRegions?: number;
  /** Neighbours whose means have at least this cosine are joined in any case. Default 0.95. */
  readonly similarity?: number;
}

/** A grid taken apart. */
export interface SplitRegions {
  /** `[rows, columns]`: the region of each cell, in the order of their first cells. */
  readonly cells: Uint8Array;
  readonly count: number;
}

/**
 * Takes a photo apart into connected regions of alike embeddings. Begins with every cell on its own and joins, again and again, the two
 * neighbours that this makes vary least (Ward 1963): small ones first, and large ones only where they are alike.
 *
 * @param grid at most 128 cells along a side; vectors of length 1 or 0.
 * @throws LangSegError `USAGE`.
 */
export function splitRegions(
  grid: EmbeddingGrid,
  { maxRegions = 32, similarity = 0.95 }: SplitRegionsOptions = {},
): SplitRegions {
  if (!Number.isInteger(maxRegions) || maxRegions < 1 || maxRegions > maxRegionCount)
    throw new LangSegError('USAGE', `A photo has 1 to ${maxRegionCount} regions, not ${maxRegions}.`, {
      maxRegions,
    });
  if (Math.max(grid.rows, grid.columns) > maxRegionCells)
    throw new LangSegError(
      'USAGE',
      `Regions are found on at most ${maxRegionCells} cells along a side, not ${Math.max(grid.rows, grid.columns)}.`,
    );
  const regions = growingRegions(grid);
  while (regions.count > 1) {
    const pair = regions.closest();
    if (regions.count <= maxRegions && regions.cosine(...pair) < similarity) break;
    regions.join(...pair);
  }
  return numbered(regions, grid.rows * grid.columns);
}

function numbered(regions: GrowingRegions, cells: number): SplitRegions {
  const numbers = new Map<number, number>();
  const result = new Uint8Array(cells);
  for (let cell = 0; cell < cells; cell++) {
    const root = regions.rootOf(cell);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    result[cell] = number;
  }
  return { cells: result, count: numbers.size };
}
