/** Cosines between vectors and one of length 1. @param vectors `[N, D]`, of length 1 or 0. @returns `[N]`. */
export function similaritiesTo(vector: Float32Array, vectors: Float32Array): Float32Array {
  const dim = vector.length;
  const similarities = new Float32Array(vectors.length / dim);
  for (let i = 0, at = 0; i < similarities.length; i++) {
    let sum = 0;
    for (let d = 0; d < dim; d++, at++) sum += vectors[at] * vector[d];
    similarities[i] = sum;
  }
  return similarities;
}

/** Mean of the largest hundredth of some numbers, one at least. */
export function bestHundredth(values: Float32Array): number {
  const count = Math.max(1, Math.round(values.length / 100));
  const best = values.toSorted().subarray(-count);
  return best.reduce((sum, value) => sum + value, 0) / best.length;
}
