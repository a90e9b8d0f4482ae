import type { VoxelIndex } from '../geometry/voxel-index.js';

/** Sums over what was seen in each voxel. N voxels, D numbers a vector. */
export class VoxelSums {
  readonly #dim: number;
  readonly #places: Float64Array;
  readonly #colors: Float64Array;
  readonly #weights: Float64Array;
  readonly #vectors: Float32Array;

  constructor(count: number, dim: number) {
    this.#dim = dim;
    this.#places = new Float64Array(3 * count);
    this.#colors = new Float64Array(3 * count);
    this.#weights = new Float64Array(count);
    this.#vectors = new Float32Array(count * dim);
  }

  /** Adds a pixel to a voxel: its point, colour (`rgb` from `color` on) and vector (`vectors` from `vector` on). */
  add(
    voxel: number,
    weight: number,
    point: readonly [number, number, number],
    [rgb, color]: readonly [Uint8Array, number],
    [vectors, vector]: readonly [Float32Array, number],
  ): void {
    this.#weights[voxel] += weight;
    for (let axis = 0; axis < 3; axis++) {
      this.#places[3 * voxel + axis] += weight * point[axis];
      this.#colors[3 * voxel + axis] += weight * rgb[color + axis];
    }
    const sums = this.#vectors;
    for (let d = 0, at = voxel * this.#dim; d < this.#dim; d++, at++)
      sums[at] += weight * vectors[vector + d];
  }

  /** Means of the voxels in which anything was seen; the sums are used up. */
  means(index: VoxelIndex) {
    const cells = index.cells();
    const dim = this.#dim;
    let count = 0;
    for (const [voxel, weight] of this.#weights.entries()) {
      if (weight === 0) continue;
      for (let axis = 0; axis < 3; axis++) {
        cells[3 * count + axis] = cells[3 * voxel + axis];
        this.#places[3 * count + axis] = this.#places[3 * voxel + axis] / weight;
        this.#colors[3 * count + axis] = Math.round(this.#colors[3 * voxel + axis] / weight);
      }
      for (let d = 0; d < dim; d++) this.#vectors[count * dim + d] = this.#vectors[voxel * dim + d] / weight;
      this.#weights[count] = weight;
      count++;
    }
    return {
      cells: cells.slice(0, 3 * count),
      points: Float32Array.from(this.#places.subarray(0, 3 * count)),
      colors: Uint8Array.from(this.#colors.subarray(0, 3 * count)),
      weights: Float32Array.from(this.#weights.subarray(0, count)),
      vectors: this.#vectors.subarray(0, count * dim),
      dim,
    };
  }
}

/** Bytes that a voxel takes in {@link VoxelSums} and its index. */
export function bytesPerVoxel(dim: number): number {
  return 4 * dim + 100;
}
