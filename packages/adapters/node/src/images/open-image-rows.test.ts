import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createImageReader } from './create-image-reader.js';
import { openImageRows } from './open-image-rows.js';

const [width, height] = [50, 40];
const pixels = Uint8Array.from({ length: width * height * 4 }, (_, i) => (i * 7919) % 251);
const rgba = () => sharp(pixels, { raw: { width, height, channels: 4 } });
const rgb = () => rgba().removeAlpha();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function saved(name: string, picture: Sharp): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, await picture.toBuffer());
  return path;
}

describe('openImageRows', () => {
  it.each<[string, () => Sharp]>([
    ['plain.jpg', () => rgb().jpeg()],
    ['plain.png', () => rgb().png()],
    ['transparent.png', () => rgba().png()],
    ['grey.png', () => rgb().greyscale().png()],
    ['palette.png', () => rgb().png({ palette: true })],
    ['cmyk.jpg', () => rgb().toColourspace('cmyk').jpeg()],
    ['strips.tif', () => rgb().tiff({ compression: 'deflate' })],
    ['tiles.tif', () => rgb().tiff({ tile: true, tileWidth: 16, tileHeight: 16, compression: 'lzw' })],
  ])('reads rows as they are in the whole picture: %s', async (name, make) => {
    const path = await saved(name, make());
    const whole = await createImageReader().read(path);
    const rows = (await openImageRows(path))!;
    expect([rows.width, rows.height]).toEqual([width, height]);
    for (const [first, last] of [
      [0, 7],
      [5, 6],
      [30, 40],
      [0, 40],
    ]) {
      const part = await rows.read(first, last);
      expect([part.width, part.height]).toEqual([width, last - first]);
      expect(Buffer.compare(part.data, whole.data.subarray(first * width * 3, last * width * 3))).toBe(0);
    }
  });

  it('reads many rows of a wide TIFF as they are in the whole picture', async () => {
    const size = { width: 30_000, height: 200 };
    const tile = { tile: true, tileWidth: 64, tileHeight: 64 };
    const wide = rgb()
      .resize({ ...size, fit: 'fill', kernel: 'nearest' })
      .tiff(tile);
    const path = await saved('wide.tif', wide);
    const whole = await createImageReader().read(path);
    const { data } = await (await openImageRows(path))!.read(3, 200);
    expect(Buffer.compare(data, whole.data.subarray(3 * size.width * 3))).toBe(0);
  });

  it.each<[string, () => Sharp, string]>([
    ['progressive.jpg', () => rgb().jpeg({ progressive: true }), 'progressive'],
    ['turned.jpg', () => rgb().withMetadata({ orientation: 6 }).jpeg(), 'EXIF orientation'],
    ['deep.png', () => rgb().toColourspace('rgb16').png(), '8 bits'],
    ['photo.webp', () => rgb().webp(), 'WebP'],
  ])('refuses what can only be decoded as a whole: %s', async (name, make, reason) => {
    await expect(openImageRows(await saved(name, make()))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('leaves small photos to others, and refuses those above the limit', async () => {
    const path = await saved('size.png', rgb().png());
    expect(await openImageRows(path, { minPixels: width * height + 1 })).toBeUndefined();
    await expect(openImageRows(path, { maxPixels: 1999 })).rejects.toMatchObject({ code: 'IMAGE_TOO_LARGE' });
    await expect(openImageRows(join(folder, 'none.png'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('tells of a photo that ends too early, and stops when it is told to', async () => {
    const bytes = await sharp(pixels, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg()
      .toBuffer();
    const path = join(folder, 'cut.jpg');
    await writeFile(path, bytes.subarray(0, bytes.length / 2));
    const rows = (await openImageRows(path))!;
    await expect(rows.read(0, height)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    const whole = (await openImageRows(await saved('abort.png', rgb().png())))!;
    await expect(whole.read(0, 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
