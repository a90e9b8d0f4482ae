import { expect, it } from 'vitest';
import { matchPicture, rangeOf } from './match-picture.js';

const map = { width: 6, height: 4, rows: 1, columns: 2, values: Float32Array.of(0.1, 0.5) };
const greyAt = ({ width, data }: { width: number; data: Uint8Array }, x: number, y: number) => [
  ...data.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

it('draws the least cosine dark, the largest bright, and boxes in white', () => {
  const plain = matchPicture({ map, boxes: [] }, { colorMap: 'gray' });
  expect(plain).toMatchObject({ width: 6, height: 4 });
  expect([greyAt(plain, 0, 0), greyAt(plain, 5, 3)]).toEqual([
    [0, 0, 0],
    [255, 255, 255],
  ]);
  const boxes = [{ x: 0, y: 0, width: 4, height: 4, similarity: 1, share: 1 }];
  const boxed = matchPicture({ map, boxes }, { colorMap: 'gray' });
  expect([greyAt(boxed, 0, 2), greyAt(boxed, 1, 1)]).toEqual([[255, 255, 255], greyAt(plain, 1, 1)]);
});

it('keeps to a range, lies over a photo of any size, and is not too large', () => {
  expect(rangeOf([map, { ...map, values: Float32Array.of(-0.5, 0) }])).toEqual([
    -0.5,
    expect.closeTo(0.5, 6),
  ]);
  const shared = matchPicture({ map, boxes: [] }, { colorMap: 'gray', range: [0, 1] });
  expect(greyAt(shared, 5, 0)).toEqual([128, 128, 128]);
  const over = { width: 12, height: 8, data: new Uint8Array(12 * 8 * 3).fill(100) };
  expect(greyAt(matchPicture({ map, boxes: [] }, { over, colorMap: 'gray' }), 5, 0)).toEqual([201, 201, 201]);
  expect(matchPicture({ map, boxes: [] }, { longestSide: 3 })).toMatchObject({ width: 3, height: 2 });
  expect(matchPicture({ map: { ...map, values: Float32Array.of(1, 1) }, boxes: [] }).data).toHaveLength(72);
});
