import { describe, expect, it } from 'vitest';
import { targetSize } from './target-size.js';

const grid = { longestSide: 480, onlyShrink: false, sizeMultiple: 32 };

describe('targetSize', () => {
  it.each([
    [4000, 3000, grid, 480, 352],
    [3000, 4000, grid, 352, 480],
    [100, 100, grid, 480, 480],
    [100, 70, { ...grid, onlyShrink: true }, 96, 64],
    [20_000, 10, grid, 480, 32],
    [1, 1, { longestSide: 640, onlyShrink: true, sizeMultiple: 1 }, 1, 1],
    [1, 1, { longestSide: 640, onlyShrink: true, sizeMultiple: 32 }, 32, 32],
    [1001, 333, { longestSide: 500, onlyShrink: true, sizeMultiple: 1 }, 500, 166],
  ])('%s × %s becomes, with %o, %s × %s', (width, height, preprocessing, expectedWidth, expectedHeight) => {
    expect(targetSize(width, height, preprocessing)).toEqual({
      width: expectedWidth,
      height: expectedHeight,
    });
  });

  it.each([20_000, 1e9, 2 ** 40])(
    'refuses a longest side of %i before anything is allocated',
    (longestSide) => {
      expect(() => targetSize(40, 30, { ...grid, longestSide })).toThrow(
        expect.objectContaining({ code: 'IMAGE_TOO_LARGE' }),
      );
    },
  );

  it.each([0, -5, NaN, Infinity])('refuses %s as a longest side', (longestSide) => {
    expect(() => targetSize(40, 30, { ...grid, longestSide })).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });

  it('refuses an image without pixels', () => {
    expect(() => targetSize(0, 5, grid)).toThrow(expect.objectContaining({ code: 'IMAGE_UNREADABLE' }));
  });
});
