import { expect, it } from 'vitest';
import { packVectors, unpackVectors, type Precision } from './precision.js';

/** Numbers that look random and are the same every time, −1 to 1. */
const vectors = Float32Array.from({ length: 40 * 16 }, (_, i) => Math.sin(i * i + 1) * 0.9 ** (i % 16));
vectors.fill(0, 16, 32);

it.each<[Precision, (value: number, largest: number) => number]>([
  ['float16', (value) => Math.max(Math.abs(value) * 2 ** -11, 2 ** -25)],
  ['int8', (_, largest) => (largest / 127 / 2) * (1 + 1e-6)],
])('%s keeps every number within its bound, and zeros as they are', (precision, boundOf) => {
  const packed = packVectors(vectors, 16, precision);
  const back = unpackVectors(packed, 16);
  for (let i = 0; i < 40; i++) {
    const own = vectors.subarray(16 * i, 16 * (i + 1));
    const largest = Math.max(...own.map(Math.abs));
    own.forEach((value, d) =>
      expect(Math.abs(back[16 * i + d] - value)).toBeLessThanOrEqual(boundOf(value, largest)),
    );
  }
  expect(back.subarray(16, 32)).toEqual(new Float32Array(16));
  expect(packed.scales?.length).toBe(precision === 'int8' ? 40 : undefined);
});

it('needs the sizes of the steps', () => {
  expect(() => unpackVectors({ data: Int8Array.of(1, 2) }, 2)).toThrow(
    expect.objectContaining({ code: 'FILE_CORRUPT' }),
  );
});
