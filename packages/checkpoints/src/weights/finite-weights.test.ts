import { sourceOf, tensor, toFloat16 } from '@langseg/core';
import { expect, test } from 'vitest';
import { finiteWeights } from './finite-weights.js';

const load = async (value: Parameters<typeof sourceOf>[0]) =>
  finiteWeights(new Map([['backbone.005.weight', sourceOf(value)]]))
    .get('backbone.005.weight')!
    .load();
const floats = (...values: number[]) => tensor('float32', [values.length], Float32Array.from(values));

test('numbers pass, whatever their type', async () => {
  for (const value of [
    floats(1, -3.4e38, 0),
    toFloat16(floats(65504, -1)),
    tensor('float64', [1], Float64Array.of(1e-300)),
    tensor('int64', [1], BigInt64Array.of(-1n)),
  ])
    expect(await load(value)).toBe(value);
});

test.each([
  [floats(1, NaN), /"backbone\.005\.weight" holds 1 value that is no number/],
  [floats(NaN, Infinity, -Infinity), /1 value that is no number \(NaN\) and 2 values that are infinite/],
  [toFloat16(floats(NaN, Infinity)), /1 value that is no number \(NaN\) and 1 value that is infinite/],
  [
    tensor('bfloat16', [2], Uint16Array.of(0x7fc0, 0xff80)),
    /1 value that is no number \(NaN\) and 1 value that is infinite/,
  ],
  [tensor('float64', [1], Float64Array.of(1e300)), /1 value that is infinite/],
])('others are counted: %#', async (value, message) => {
  await expect(load(value)).rejects.toThrow(
    expect.objectContaining({ code: 'FILE_CORRUPT', message: expect.stringMatching(message) }),
  );
});
