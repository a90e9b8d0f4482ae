import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { RgbImage } from '@langseg/core';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
const left = [200, 60, 30];
const right = [20, 90, 210];

/** 64×48, the left half one colour, the right half another. */
function halves(): Sharp {
  const data = new Uint8Array(64 * 48 * 3);
  for (let i = 0; i < 64 * 48; i++) data.set(i % 64 < 32 ? left : right, i * 3);
  return sharp(data, { raw: { width: 64, height: 48, channels: 3 } });
}

function pixel({ data, width }: RgbImage, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

function expectColor(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expected.forEach((value, channel) => {
    const difference = Math.abs((actual[channel] ?? Number.NaN) - value);
    expect(difference, `channel ${channel} of ${actual.join()}`).toBeLessThanOrEqual(tolerance);
  });
}

async function expectHalves(bytes: Uint8Array, tolerance: number): Promise<void> {
  const image = await reader.read(bytes);
  expect([image.width, image.height, image.data.length]).toEqual([64, 48, 64 * 48 * 3]);
  expectColor(pixel(image, 8, 24), left, tolerance);
  expectColor(pixel(image, 56, 24), right, tolerance);
}

describe('formats', () => {
  it.each([
    ['jpeg', 3],
    ['png', 0],
    ['webp', 4],
    ['gif', 3],
    ['tiff', 3],
    ['avif', 4],
  ] as const)('%s', async (format, tolerance) => {
    await expectHalves(await halves().toFormat(format, { quality: 95 }).toBuffer(), tolerance);
  });
});

describe('pixels that are not 8-bit sRGB', () => {
  it('takes a palette', async () => {
    await expectHalves(await halves().png({ palette: true, colours: 4 }).toBuffer(), 2);
  });

  it('takes 16 bit', async () => {
    const bytes = await halves().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(bytes).metadata()).depth).toBe('ushort');
    await expectHalves(bytes, 1);
  });

  it('takes CMYK', async () => {
    const brick = { r: 170, g: 110, b: 90 };
    const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: brick } })
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    expectColor(pixel(await reader.read(bytes), 4, 4), [170, 110, 90], 12);
  });

  it.each(['b-w', 'grey16'])('makes three equal channels of greyscale (%s)', async (space) => {
    const bytes = await halves().toColourspace(space).png().toBuffer();
    expect((await sharp(bytes).metadata()).channels).toBe(1);
    const [r, g, b] = pixel(await reader.read(bytes), 8, 24);
    expect([g, b]).toEqual([r, r]);
    expect(r).toBeGreaterThan(50);
    expect(r).toBeLessThan(150);
  });

  it('converts an ICC profile to sRGB', async () => {
    const tagged = await halves().withIccProfile('p3').png().toBuffer();
    const untagged = await sharp(tagged, { ignoreIcc: true }).png().toBuffer();
    expect((await sharp(tagged).metadata()).icc).toBeDefined();
    await expectHalves(tagged, 2);
    await expect(expectHalves(untagged, 2)).rejects.toThrow();
  });

  it.each(['srgb', 'rgb16'])('lays transparency on white (%s)', async (space) => {
    const half = { r: 100, g: 0, b: 200, alpha: 0.5 };
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 4, background: half } })
      .toColourspace(space)
      .png()
      .toBuffer();
    expectColor(pixel(await reader.read(bytes), 1, 1), [177, 127, 227], 2);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      [left, right].map(([r = 0, g = 0, b = 0]) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background: { r, g, b } } })
          .png()
          .toBuffer(),
      ),
    );
    for (const format of ['gif', 'webp'] as const) {
      const bytes = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer();
      expect((await sharp(bytes, { animated: true }).metadata()).pages).toBe(2);
      const image = await reader.read(bytes);
      expect([image.width, image.height]).toEqual([8, 8]);
      expectColor(pixel(image, 4, 4), left, 6);
    }
  });

  it('takes a single pixel', async () => {
    const bytes = await halves().resize(1, 1).png().toBuffer();
    const image = await reader.read(bytes);
    expect([image.width, image.height, image.data.length]).toEqual([1, 1, 3]);
  });
});

describe('EXIF orientation', () => {
  const [width, height] = [3, 2];
  /** The picture as it should be seen: six different pixels. */
  const upright = Uint8Array.from({ length: width * height * 3 }, (_, i) => i * 14);

  /** The sides of the picture that the stored row 0 and column 0 show (Exif 2.32, tag 0x0112). */
  const sides: readonly (readonly [orientation: number, row: string, column: string])[] = [
    [1, 'top', 'left'],
    [2, 'top', 'right'],
    [3, 'bottom', 'right'],
    [4, 'bottom', 'left'],
    [5, 'left', 'top'],
    [6, 'right', 'top'],
    [7, 'right', 'bottom'],
    [8, 'left', 'bottom'],
  ];

  it.each(sides)(
    '%i (row 0 is the %s, column 0 the %s) is turned upright',
    async (orientation, row, column) => {
      const turned = row === 'left' || row === 'right';
      const size = turned ? { width: height, height: width } : { width, height };
      const stored = new Uint8Array(upright.length);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
          const along = (side: string): number =>
            ({ top: y, bottom: height - 1 - y, left: x, right: width - 1 - x })[side] ?? Number.NaN;
          const from = (y * width + x) * 3;
          stored.set(upright.subarray(from, from + 3), (along(row) * size.width + along(column)) * 3);
        }
      const bytes = await sharp(stored, { raw: { ...size, channels: 3 } })
        .withMetadata({ orientation })
        .png()
        .toBuffer();
      const image = await reader.read(bytes);
      expect([image.width, image.height]).toEqual([width, height]);
      expect([...image.data]).toEqual([...upright]);
    },
  );
});
