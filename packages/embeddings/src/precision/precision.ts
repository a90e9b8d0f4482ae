import { LangSegError, toFloat16, toFloat32, tensor } from '@langseg/core';

/** How the numbers of vectors are stored. */
export const precisions = ['float16', 'int8'] as const;

/**
 * How the numbers of vectors are stored.
 *
 * - `float16`: each within 2⁻¹¹ of its own size.
 * - `int8`: each within half a step; the step, 1⁄127 of a vector's largest number, is stored with the vector.
 */
export type Precision = (typeof precisions)[number];

/** Vectors as they are stored. */
export interface PackedVectors {
  /** `[N, D]`: bits of binary16, or steps. */
  readonly data: Uint16Array | Int8Array;
  /** `[N]`: the size of a step; none for `float16`. */
  readonly scales?: Float32Array;
}

/** The step of each vector, for `int8`: its largest number is 127 of them. */
export function scalesOf(vectors: Float32Array, dim: number): Float32Array {
  const scales = new Float32Array(vectors.length / dim);
  for (let at = 0; at < vectors.length; at++) {
    const i = Math.floor(at / dim);
    scales[i] = Math.max(scales[i], Math.abs(vectors[at]));
  }
  return scales.map((largest) => largest / 127);
}

/**
 * Rounds vectors as they are stored.
 *
 * @param vectors `[N, D]`, of length 1 or 0. @param dim length D of one.
 */
export function packVectors(vectors: Float32Array, dim: number, precision: Precision): PackedVectors {
  if (precision === 'float16') return { data: toFloat16(tensor('float32', [vectors.length], vectors)).data };
  const scales = scalesOf(vectors, dim);
  const data = new Int8Array(vectors.length);
  for (let at = 0; at < data.length; at++) {
    const scale = scales[Math.floor(at / dim)];
    data[at] = scale === 0 ? 0 : Math.round(vectors[at] / scale);
  }
  return { data, scales };
}

/**
 * Vectors as they were, but for rounding.
 *
 * @throws LangSegError `FILE_CORRUPT` for steps without their sizes.
 */
export function unpackVectors({ data, scales }: PackedVectors, dim: number): Float32Array {
  if (data instanceof Uint16Array) return toFloat32({ dtype: 'float16', shape: [data.length], data }).data;
  if (scales?.length !== data.length / dim)
    throw new LangSegError('FILE_CORRUPT', 'Vectors in 8 bits need the size of a step for each of them.');
  return Float32Array.from(data, (value, at) => value * scales[Math.floor(at / dim)]);
}
