import type { Tensor } from '@langseg/core';

/** How two ways of computing the same embeddings compare. */
export interface Agreement {
  /** Root mean square of the difference, as a share of that of the embeddings. */
  readonly error: number;
  /** The same as a share of how much the embeddings of a photo differ from their mean: what labels go by. */
  readonly errorOfSpread: number;
  /** For each set of words, the share of rows whose label is the same, of those with enough margin. */
  readonly shares: readonly number[];
}

/**
 * Compares labels by rounded embeddings with those by exact ones.
 *
 * @param exact rows `[P, D]` for each photo.
 * @param rounded the same, computed otherwise.
 * @param wordSets unit rows `[N, D]`.
 * @param margin the best word must be better than the second by more than this share of the range of all similarities in a photo.
 */
export function agreement(
  exact: readonly Float32Array[],
  rounded: readonly Float32Array[],
  wordSets: readonly Tensor<'float32'>[],
  margin: number,
): Agreement {
  const [dim] = wordSets[0].shape.slice(1);
  const sums = { difference: 0, size: 0, spread: 0 };
  exact.forEach((rows, photo) => {
    const mean = meanRow(rows, dim);
    rows.forEach((value, i) => {
      sums.difference += (value - rounded[photo][i]) ** 2;
      sums.size += value ** 2;
      sums.spread += (value - mean[i % dim]) ** 2;
    });
  });
  const shares = wordSets.map((words) => {
    let [counted, same] = [0, 0];
    exact.forEach((rows, photo) => {
      const [theirs, ours] = [similarities(rows, words), similarities(rounded[photo], words)];
      const range = theirs.reduce((a, b) => Math.max(a, b)) - theirs.reduce((a, b) => Math.min(a, b));
      const count = words.shape[0];
      for (let row = 0; row < theirs.length; row += count) {
        const [first, second] = bestTwo(theirs.subarray(row, row + count));
        if (theirs[row + first] - theirs[row + second] <= margin * range) continue;
        counted++;
        if (bestTwo(ours.subarray(row, row + count))[0] === first) same++;
      }
    });
    return same / counted;
  });
  return {
    error: Math.sqrt(sums.difference / sums.size),
    errorOfSpread: Math.sqrt(sums.difference / sums.spread),
    shares,
  };
}

function meanRow(rows: Float32Array, dim: number): Float64Array {
  const mean = new Float64Array(dim);
  rows.forEach((value, i) => (mean[i % dim] += (value * dim) / rows.length));
  return mean;
}

/** Cosines `[P, N]`. */
function similarities(rows: Float32Array, { data, shape: [count, dim] }: Tensor<'float32'>): Float32Array {
  const result = new Float32Array((rows.length / dim) * count);
  for (let row = 0; row < rows.length / dim; row++) {
    const embedding = rows.subarray(row * dim, (row + 1) * dim);
    const length = Math.sqrt(embedding.reduce((sum, value) => sum + value * value, 0));
    for (let word = 0; word < count; word++) {
      let product = 0;
      for (let d = 0; d < dim; d++) product += embedding[d] * data[word * dim + d];
      result[row * count + word] = product / length;
    }
  }
  return result;
}

/** Indices of the largest value and of the next. */
function bestTwo(values: Float32Array): [number, number] {
  let [first, second] = [0, -1];
  for (let i = 1; i < values.length; i++)
    if (values[i] > values[first]) [first, second] = [i, first];
    else if (second < 0 || values[i] > values[second]) second = i;
  return [first, second];
}
