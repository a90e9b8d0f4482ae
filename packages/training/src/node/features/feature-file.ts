import { createHash } from 'node:crypto';
import { tensor, toBytes, toFloat16, toFloat32, type Tensor } from '@langseg/core';
import type { Features, FeatureShape } from '../../run/frozen-features.js';

/** How numbers are kept. */
export type FeatureDtype = 'fp32' | 'fp16';

const hashLength = 32;

/** Bytes of one photo's features in a file. */
export function featureBytes(features: readonly FeatureShape[], dtype: FeatureDtype): number {
  return features.reduce((sum, { shape }) => sum + sizeOf(shape), 0) * (dtype === 'fp16' ? 2 : 4);
}

/** The hash of what follows, then the numbers of all features in their order, little-endian. */
export function encodeFeatures(
  features: Features,
  order: readonly FeatureShape[],
  dtype: FeatureDtype,
): Uint8Array {
  const parts = order.map(({ name }) => {
    const value = features[name];
    return toBytes(dtype === 'fp16' ? toFloat16(value).data : value.data);
  });
  return Buffer.concat([hashOf(parts), ...parts]);
}

/** The features in a file, or nothing where it is damaged. */
export function decodeFeatures(
  bytes: Uint8Array,
  order: readonly FeatureShape[],
  dtype: FeatureDtype,
): Features | undefined {
  // A copy of its own: numbers must be aligned, and a Buffer is a part of something larger.
  const numbers = new Uint8Array(bytes.subarray(hashLength));
  if (numbers.length !== featureBytes(order, dtype)) return undefined;
  if (!hashOf([numbers]).equals(bytes.subarray(0, hashLength))) return undefined;
  let start = 0;
  return Object.fromEntries(
    order.map(({ name, shape }): [string, Tensor<'float32'>] => {
      const length = sizeOf(shape);
      const value =
        dtype === 'fp16'
          ? toFloat32(tensor('float16', shape, new Uint16Array(numbers.buffer, start, length)))
          : tensor('float32', shape, new Float32Array(numbers.buffer, start, length));
      start += length * (dtype === 'fp16' ? 2 : 4);
      return [name, value];
    }),
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function hashOf(parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
