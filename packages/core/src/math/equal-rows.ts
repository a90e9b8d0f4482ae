import type { Tensor } from '../tensor/tensor.js';

/** Rows of unit length that lie no further apart are equal: rounding in batches of different sizes separates them. */
const tolerance = 1e-4;

/**
 * Finds rows of a matrix that are equal but for rounding.
 *
 * Rows are compared only with those that have nearly the same product with one fixed direction, so that the time is that
 * of sorting, not of comparing all with all.
 *
 * @param matrix `[N, D]`, rows of length 1.
 * @returns for each row the index of the first one that equals it; its own where there is none.
 */
export function firstEqualRows({ shape: [count, width], data }: Tensor<'float32'>): number[] {
  const direction = fixedDirection(width);
  const products = Array.from({ length: count }, (_, row) => {
    let sum = 0;
    for (let d = 0; d < width; d++) sum += direction[d] * data[row * width + d];
    return sum;
  });
  const order = products.map((_, row) => row).sort((a, b) => products[a] - products[b]);

  const groups = products.map((_, row) => row);
  // Different rows whose product is within reach of the current one.
  let near: number[] = [];
  for (const row of order) {
    near = near.filter((other) => products[row] - products[other] <= tolerance);
    const equal = near.find((other) => areEqual(data, width, row, other));
    if (equal === undefined) near.push(row);
    else groups[row] = equal;
  }
  return firstOfEach(groups);
}

/** Names each group by its smallest index. */
function firstOfEach(groups: readonly number[]): number[] {
  const first = new Map<number, number>();
  groups.forEach((group, row) => {
    if (!first.has(group)) first.set(group, row);
  });
  return groups.map((group) => first.get(group)!);
}

/** A unit vector that no embedding is likely to be at right angles to all others along. */
function fixedDirection(width: number): Float64Array {
  const direction = Float64Array.from({ length: width }, (_, d) => Math.sin(1 + 2.399963 * d * (d + 1)));
  const length = Math.hypot(...direction);
  return direction.map((value) => value / length);
}

function areEqual(data: Float32Array, width: number, a: number, b: number): boolean {
  let sum = 0;
  for (let d = 0; d < width && sum <= tolerance ** 2; d++)
    sum += (data[a * width + d] - data[b * width + d]) ** 2;
  return sum <= tolerance ** 2;
}
