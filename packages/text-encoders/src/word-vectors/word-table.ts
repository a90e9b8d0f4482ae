/**
 * Word vectors as int8 rows: word i has the vector `scales[i] · rows[i·D … i·D + D]`.
 * N words, most frequent first; D = `dim`.
 */
export interface WordTable {
  readonly dim: number;
  /** Lower-case words `[a-z]+`, unique, most frequent first. */
  readonly words: readonly string[];
  /** `[N, D]`, each entry in −127…127. */
  readonly rows: Int8Array;
  /** `[N]`. */
  readonly scales: Float32Array;
  /** `[D]`: the mean of all unit word vectors, subtracted so that unrelated words end up near a right angle. */
  readonly mean: Float32Array;
}

/**
 * Quantises word vectors to int8 with one scale a row: the largest entry becomes ±127.
 *
 * @param vectors `[N, D]`, the rows in the order of `words`.
 */
export function quantizeWordVectors(
  words: readonly string[],
  vectors: Float32Array,
  mean: Float32Array,
): WordTable {
  const dim = mean.length;
  const rows = new Int8Array(vectors.length);
  const scales = new Float32Array(words.length);
  for (let i = 0; i < words.length; i++) {
    const vector = vectors.subarray(i * dim, (i + 1) * dim);
    const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    if (largest === 0) continue;
    scales[i] = largest / 127;
    for (let d = 0; d < dim; d++) rows[i * dim + d] = Math.round((vector[d] / largest) * 127);
  }
  return { dim, words, rows, scales, mean };
}
