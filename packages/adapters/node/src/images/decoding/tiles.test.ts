import { LangSegError } from '@langseg/core';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeAvifGrid, type AvifGrid } from '../__fixtures__/make-avif.js';
import { createImageReader } from '../create-image-reader.js';

const { read } = createImageReader({ maxPixels: 24_000_000 });

async function tileOf(side: number) {
  const create = { width: side, height: side, channels: 3, background: '#808080' } as const;
  const bytes = await sharp({ create }).avif({ effort: 0, quality: 1 }).toBuffer();
  return { bytes, size: { width: side, height: side } };
}

const [small, large] = [await tileOf(64), await tileOf(4096)];
const times = (count: number, tile: number): number[] => Array<number>(count).fill(tile);
const gridOf = (side: number, tiles: readonly number[], count = Math.sqrt(tiles.length)): AvifGrid => ({
  width: side,
  height: side,
  columns: count,
  rows: count,
  tiles,
});

async function refusalInTime(bytes: Uint8Array): Promise<LangSegError> {
  const start = performance.now();
  const error: unknown = await read(bytes).catch((reason: unknown) => reason);
  expect(performance.now() - start).toBeLessThan(3000);
  if (!LangSegError.is(error)) throw new Error('It was read.', { cause: error });
  return error;
}

describe('an AVIF of tiles', () => {
  it('is read', async () => {
    for (const side of [128, 100]) {
      const image = await read(makeAvifGrid(small.bytes, small.size, gridOf(side, times(4, 2))));
      expect([image.width, image.height, image.data[0]]).toEqual([side, side, 128]);
    }
    const many = await read(makeAvifGrid(small.bytes, small.size, gridOf(1024, times(256, 2))));
    expect(many.width).toBe(1024);
  });

  it('that are much larger than the picture is refused before they are decoded', async () => {
    const bytes = makeAvifGrid(large.bytes, large.size, gridOf(128, times(256, 2)));
    expect(bytes.length).toBeLessThan(2000);
    expect(await refusalInTime(bytes)).toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      context: { pixels: 256 * 4096 ** 2 },
    });
  });

  it.each([
    ['grids of grids', gridOf(256, times(64, 3)), [gridOf(128, times(64, 2))]],
    ['a grid of itself', gridOf(128, times(256, 1)), []],
    ['two grids of each other', gridOf(128, times(256, 3)), [gridOf(128, times(256, 1))]],
    [
      'a chain of grids',
      gridOf(128, [3]),
      Array.from({ length: 20 }, (_, i) => gridOf(128, [i < 19 ? 4 + i : 2])),
    ],
  ])('is refused when it is %s', async (_, grid, inner) => {
    const { code } = await refusalInTime(makeAvifGrid(large.bytes, large.size, grid, inner));
    expect(code).toBe('IMAGE_TOO_LARGE');
  });

  it.each([
    ['a grid that says it is huge', small, { width: 60_000, height: 60_000 }, small.size],
    ['tiles that say they are small', large, { width: 1024, height: 1024 }, { width: 64, height: 64 }],
    ['tiles that say they are huge', small, { width: 128, height: 128 }, { width: 60_000, height: 60_000 }],
  ])('is refused when it has %s', async (_, { bytes }, size, tileSize) => {
    const grid = { ...size, columns: 2, rows: 2, tiles: times(4, 2) };
    const { code } = await refusalInTime(makeAvifGrid(bytes, tileSize, grid));
    expect(code).toMatch(/^IMAGE_/);
  });

  it('whose lists are as long as can be takes linear time', async () => {
    for (const count of [1000, 10_000, 65_000])
      await refusalInTime(makeAvifGrid(small.bytes, small.size, gridOf(128, times(count, 2), 16)));
    const { bytes, size } = small;
    const file = Buffer.from(makeAvifGrid(bytes, size, gridOf(128, times(4, 2))));
    // Counts and sizes of 4 bytes at their limit, wherever one may stand.
    for (let at = 8; at + 4 < file.length; at++) {
      const copy = Buffer.from(file);
      copy.writeUInt32BE(0xffffffff, at);
      const start = performance.now();
      await read(copy).catch((error: unknown) => expect(LangSegError.is(error)).toBe(true));
      expect(performance.now() - start).toBeLessThan(3000);
    }
  });
});
