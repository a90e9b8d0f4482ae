import type { EmbeddingGrid } from '@langseg/core';
import type { SplitRegions } from './split-regions.js';

/** A vector for each region of a photo. */
export interface RegionVectors {
  /** `[R, D]`: means over the regions, made 1 long; 0 where nothing is known. */
  readonly vectors: Float32Array;
  /** `[R]`: lengths of the means before that; 1 where a region is all alike. */
  readonly norms: Float32Array;
}

/** Means of a photo's vectors over its regions. */
export function regionVectors({ vectors }: EmbeddingGrid, { cells, count }: SplitRegions): RegionVectors {
  const dim = vectors.length / cells.length;
  const sums = new Float64Array(count * dim);
  const sizes = new Uint32Array(count);
  cells.forEach((region, cell) => {
    sizes[region]++;
    for (let d = 0; d < dim; d++) sums[region * dim + d] += vectors[cell * dim + d];
  });
  const norms = new Float32Array(count);
  const means = new Float32Array(count * dim);
  for (let region = 0; region < count; region++) {
    const sum = sums.subarray(region * dim, (region + 1) * dim);
    const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0));
    norms[region] = length / sizes[region];
    if (length > 0)
      means.set(
        sum.map((value) => value / length),
        region * dim,
      );
  }
  return { vectors: means, norms };
}
