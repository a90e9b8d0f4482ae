import { colorAt, paletteFor } from '@langseg/core';
import { expect, it } from 'vitest';
import { examplePicture } from './example-picture.js';

it('shows photo, mask and prediction side by side', () => {
  const photo = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  const example = { words: ['sky', 'cow'], photo };
  const picture = examplePicture({
    ...example,
    target: Int32Array.of(1, -1),
    prediction: Uint8Array.of(1, 0),
  });
  expect([picture.width, picture.height]).toEqual([2 + 8 + 2 + 8 + 2, 1]);
  const pixel = (x: number) => [...picture.data.subarray(3 * x, 3 * x + 3)];
  const palette = paletteFor(2);
  expect([0, 1, 5].map(pixel)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [255, 255, 255],
  ]);
  expect([10, 11, 20, 21].map(pixel)).toEqual([
    [...colorAt(palette, 1)],
    [235, 235, 235],
    [...colorAt(palette, 1)],
    [...colorAt(palette, 0)],
  ]);
});

it('is small, whatever the photo', () => {
  const photo = { width: 1000, height: 10, data: new Uint8Array(30_000) };
  const labels = new Int32Array(10_000);
  const { width, height } = examplePicture({
    words: ['sky'],
    photo,
    target: labels,
    prediction: new Uint8Array(10_000),
  });
  expect([width, height]).toEqual([3 * 230 + 16, 2]);
});
