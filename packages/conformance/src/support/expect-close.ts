import type { Tensor } from '@langseg/core';
import { expect } from 'vitest';

/** Expects equal shapes, and elements equal within `tolerance` times the largest of them. */
export function expectClose(found: Tensor, expected: Tensor, tolerance = 1e-4): void {
  expect(found.dtype).toBe(expected.dtype);
  expect(found.shape).toEqual(expected.shape);
  const [a, b] = [found, expected].map(({ data }) => Array.from(data as ArrayLike<number>, Number));
  const limit = tolerance * b.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-30);
  const worst = a.findIndex((value, i) => !(Math.abs(value - b[i]) <= limit));
  expect(worst, `element ${worst} is ${a[worst]}, expected ${b[worst]} within ${limit}`).toBe(-1);
}

/** Expects the same dtype, shape and bits. */
export function expectIdentical(found: Tensor, expected: Tensor): void {
  expect(found.dtype).toBe(expected.dtype);
  expect(found.shape).toEqual(expected.shape);
  expect(found.data).toEqual(expected.data);
}

/** Expects finite numbers only. */
export function expectFinite({ data }: Tensor<'float32'>): void {
  const index = data.findIndex((value) => !Number.isFinite(value));
  expect(index, `element ${index} is ${data[index]}`).toBe(-1);
}
