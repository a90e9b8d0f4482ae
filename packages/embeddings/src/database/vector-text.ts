/** A vector as pgvector reads it; half precision needs no more digits. */
export function vectorText(vector: ArrayLike<number>): string {
  return `[${Array.from(vector, (value) => Number(value.toPrecision(6))).join(',')}]`;
}

/** The numbers of a vector as pgvector writes it. */
export function vectorOf(text: string): Float32Array {
  return Float32Array.from(text.slice(1, -1).split(','), Number);
}

/** A bit for each number: whether it is above 0, as pgvector's `binary_quantize` says it. */
export function signBits(vector: Float32Array): string {
  return Array.from(vector, (value) => (value > 0 ? '1' : '0')).join('');
}
