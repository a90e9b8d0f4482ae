import { describe, expect, it } from 'vitest';
import { maxDifference, noise } from '../__fixtures__/compare.js';
import { compressRle, decodeRle, encodeRle, encodeRles } from './rle.js';

describe('RLE', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no size', { counts: [1] }],
    ['half a size', { size: [1], counts: [1] }],
    ['a size that is no number', { size: ['1', 1], counts: [1] }],
    ['half pixels', { size: [0.5, 2], counts: [1] }],
    ['no counts', { size: [1, 1] }],
    ['counts that are no numbers', { size: [1, 1], counts: [null] }],
    ['half a run', { size: [1, 1], counts: [0.5, 0.5] }],
    ['a claim of 10¹⁸ pixels', { size: [1e9, 1e9], counts: [1e18] }],
  ])('that is %s is refused', (_, rle) => {
    expect(() => decodeRle(rle as never)).toThrow(expect.objectContaining({ code: 'FILE_CORRUPT' }));
  });

  it('runs down the columns and starts with zeros', () => {
    const map = new Uint8Array([1, 0, 1, 1, 0, 0]);
    expect(encodeRle(map, 1, 3, 2)).toEqual({ size: [2, 3], counts: [0, 2, 2, 1, 1] });
    expect(encodeRle(map, 0, 3, 2)).toEqual({ size: [2, 3], counts: [2, 2, 1, 1] });
    expect(encodeRle(map, 7, 3, 2)).toEqual({ size: [2, 3], counts: [6] });
    expect(encodeRle(new Uint8Array(6), 0, 3, 2)).toEqual({ size: [2, 3], counts: [0, 6] });
  });

  it('packs runs as COCO does', () => {
    // Five bits a character, lowest first: 6 is "6", 1 is "1", 40 is "X1", −1 (5 after 6) is "O".
    expect(compressRle({ size: [1, 1], counts: [6, 1, 40, 4] }).counts).toBe('61X13');
    expect(compressRle({ size: [1, 1], counts: [9, 6, 40, 5] }).counts).toBe('96X1O');
    expect(compressRle({ size: [4, 4], counts: [16] }).counts).toBe('`0');
  });

  it.each([
    [1, 1, 1],
    [7, 5, 3],
    [64, 33, 4],
    [3, 90, 300],
  ])('decodes what it encoded: %s × %s, %s labels', (width, height, labels) => {
    const map = Uint16Array.from(noise(width * height), (x) => Math.floor(((x + 1) / 2) * labels));
    const rles = encodeRles(map, width, height);
    expect([...rles.keys()].sort((a, b) => a - b)).toEqual([...new Set(map)].sort((a, b) => a - b));
    for (const [index, rle] of rles) {
      const mask = Uint8Array.from(map, (value) => Number(value === index));
      expect(decodeRle(rle)).toEqual(mask);
      expect(decodeRle(compressRle(rle))).toEqual(mask);
    }
  });

  it('packs long runs and large differences', () => {
    const rle = { size: [1, 2_900_004], counts: [0, 2_000_000, 1, 2, 900_000, 1] } as const;
    expect(maxDifference(decodeRle(compressRle(rle)), decodeRle(rle))).toBe(0);
    expect(decodeRle(rle).reduce((sum, bit) => sum + bit, 0)).toBe(2_000_003);
  });

  it.each([
    { size: [2, 2], counts: [3] },
    { size: [2, 2], counts: [6, -2] },
    { size: [2, 2], counts: 'X' },
    { size: [2, 2], counts: '~~' },
    { size: [2, 2], counts: 'ooooooooo1' },
  ] as const)('refuses damaged runs: %j', (rle) => {
    expect(() => decodeRle(rle)).toThrow(expect.objectContaining({ code: 'FILE_CORRUPT' }));
  });

  it('refuses a map of another size', () => {
    expect(() => encodeRle(new Uint8Array(5), 0, 2, 3)).toThrow(/6 pixels, got 5/);
  });
});
