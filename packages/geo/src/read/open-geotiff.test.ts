import { readFile, truncate } from 'node:fs/promises';
import { deflateSync } from 'node:zlib';
import { fromArrayBuffer } from 'geotiff';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeTiff, writeTiff, type SmallTiff } from '../__fixtures__/make-geotiff.js';
import { decodeLzw } from './decode-lzw.js';
import { openGeoTiff, type GeoTiffOptions } from './open-geotiff.js';

const [width, height] = [5, 4];
/** Three bands and one more: 10·band + pixel. */
const four = Uint8Array.from({ length: 4 * width * height }, (_, i) => 50 * (i % 4) + Math.floor(i / 4));
const picture: SmallTiff = { width, height, samples: 4, data: four };

async function read(
  spec: SmallTiff,
  options: GeoTiffOptions = {},
  rows: readonly [number, number] = [0, height],
) {
  const image = await openGeoTiff(await writeTiff(spec), options);
  const { data } = await image.read(...rows);
  image.close();
  return { image, data };
}

const pixel = (data: Uint8Array, at: number): number[] => [...data.subarray(3 * at, 3 * at + 3)];
const refused = (spec: SmallTiff | Uint8Array, options: GeoTiffOptions = {}) =>
  writeTiff(spec)
    .then((path) => openGeoTiff(path, options))
    .then(
      async (image) =>
        image.read(0, image.height).then(
          () => expect.fail('no error'),
          (error: unknown) => error,
        ),
      (error: unknown) => error,
    );

/** PackBits without runs. */
const literal = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(
    [...bytes].flatMap((value, i) =>
      i % 100 === 0 ? [Math.min(100, bytes.length - i) - 1, value] : [value],
    ),
  );

describe('openGeoTiff', () => {
  it('reads rows of the bands that are asked for, however they are stored', async () => {
    const planar = Uint8Array.from(
      { length: four.length },
      (_, i) => four[4 * (i % 20) + Math.floor(i / 20)],
    );
    const stored: SmallTiff[] = [
      picture,
      { ...picture, rowsPerStrip: 3 },
      { ...picture, compression: 1 },
      { ...picture, compression: 32773, pack: literal },
      { ...picture, data: planar, planar: true, rowsPerStrip: 2 },
    ];
    for (const spec of stored) {
      const { image, data } = await read(spec);
      expect([image.width, image.height, image.bands, image.range, image.missing]).toEqual([
        5,
        4,
        [1, 2, 3],
        [0, 255],
        undefined,
      ]);
      expect(pixel(data, 7)).toEqual([7, 57, 107]);
      const part = await read(spec, { bands: [4, 2, 1] }, [1, 3]);
      expect(part.data.length).toBe(3 * 2 * width);
      expect(pixel(part.data, 2)).toEqual([157, 57, 7]);
      expect(pixel((await read(spec, { bands: [2] })).data, 7)).toEqual([57, 57, 57]);
    }
  });

  it('scales what is not 8 bits, by a given range or by what occurs', async () => {
    const data = Uint16Array.from({ length: 400 }, (_, i) => 1000 + 10 * i);
    const spec: SmallTiff = { width: 20, height: 20, data };
    const given = await read(spec, { range: [1000, 2000] }, [0, 20]);
    expect([0, 50, 300].map((at) => pixel(given.data, at)[0])).toEqual([0, 128, 255]);
    const found = await read(spec, {}, [0, 20]);
    expect(found.image.range[0]).toBeLessThan(1200);
    expect(found.image.range[1]).toBeGreaterThan(4700);
    expect(await refused({ ...spec, data: new Uint16Array(400).fill(7) })).toMatchObject({
      code: 'IMAGE_UNREADABLE',
    });
  });

  it('knows pixels without a value: the marked ones, transparent ones, and what is no number', async () => {
    const noData = { tag: 42113, type: 'ascii', values: '7' } as const;
    const marked = await read({
      ...picture,
      samples: 1,
      data: four.map((_, i) => i % 20).subarray(0, 20),
      tags: [noData],
    });
    expect([...marked.image.missing!].flatMap((is, at) => (is ? [at] : []))).toEqual([7]);
    expect(pixel(marked.data, 7)).toEqual([0, 0, 0]);

    const clear = four.map((value, i) => (i % 4 === 3 ? (i < 40 ? 0 : 255) : value));
    const extra = { tag: 338, type: 'short', values: [2] } as const;
    const transparent = await read({ ...picture, data: clear, tags: [extra] });
    expect(transparent.image.missing!.reduce((sum, is) => sum + is)).toBe(10);

    const floats = Float32Array.from({ length: 20 }, (_, i) => (i % 5 === 0 ? NaN : i / 20));
    const holes = await read({ width, height, data: floats });
    expect([...holes.image.missing!.subarray(0, 6)]).toEqual([1, 0, 0, 0, 0, 1]);
    expect(await refused({ width, height, data: floats.map(() => NaN) })).toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining('holds no values') as string,
    });
  });

  it('decodes LZW as libtiff writes it, and no more of it than there is room for', async () => {
    const noise = Buffer.from(
      Uint8Array.from({ length: 3 * 90 * 70 }, (_, i) => ((i * i * 31) % 251) & (i % 3 ? 0xf0 : 0xff)),
    );
    const raw = { width: 90, height: 70, channels: 3 } as const;
    const tiff = await sharp(noise, { raw })
      .tiff({ compression: 'lzw', predictor: 'none', tileWidth: 16, tileHeight: 16 })
      .toBuffer();
    const bytes = tiff.buffer.slice(tiff.byteOffset, tiff.byteOffset + tiff.length);
    const image = await (await fromArrayBuffer(bytes)).getImage();
    const offset = Number(await image.fileDirectory.loadValueIndexed('StripOffsets', 0));
    const length = Number(await image.fileDirectory.loadValueIndexed('StripByteCounts', 0));
    const rows = Number(await image.fileDirectory.loadValue('RowsPerStrip'));
    const size = 3 * 90 * Math.min(70, rows);
    expect(
      Buffer.compare(decodeLzw(tiff.subarray(offset, offset + length), size), noise.subarray(0, size)),
    ).toBe(0);
    expect(decodeLzw(tiff.subarray(offset, offset + length), 100).length).toBe(100);
    expect(() => decodeLzw(Uint8Array.of(0x80, 0x3f, 0xff, 0xff), 10)).toThrow(
      expect.objectContaining({ code: 'FILE_CORRUPT' }),
    );
  });

  it('refuses what would fill the memory before it does', async () => {
    const bomb = deflateSync(new Uint8Array(50_000_000));
    expect(await refused({ ...picture, pack: () => bomb })).toMatchObject({ code: 'IMAGE_UNREADABLE' });
    const side = { tag: 256, type: 'long', values: [200_000] } as const;
    const tall = { tag: 257, type: 'long', values: [200_000] } as const;
    expect(await refused({ ...picture, tags: [side, tall] })).toMatchObject({ code: 'IMAGE_TOO_LARGE' });
    const strip = { tag: 278, type: 'long', values: [200_000] } as const;
    expect(await refused({ ...picture, tags: [side, tall, strip] }, { maxPixels: 1e11 })).toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      message: expect.stringContaining('TILED=YES') as string,
    });
    expect(await refused(picture, { maxPixels: 19 })).toMatchObject({ code: 'IMAGE_TOO_LARGE' });
  });

  it('refuses what is damaged, not there, or not read', async () => {
    const whole = makeTiff(picture);
    for (const length of [0, 4, 8, 60, whole.length - 40])
      expect(await refused(whole.subarray(0, length)), String(length)).toMatchObject({
        code: expect.stringMatching(/UNREADABLE|CORRUPT/) as string,
      });
    const path = await writeTiff({ ...picture, pack: (bytes) => deflateSync(bytes).subarray(0, 12) });
    const image = await openGeoTiff(path);
    await expect(image.read(0, 4)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    await truncate(path, 30);
    await expect(image.read(0, 4)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
    image.close();
    expect(await refused(picture, { bands: [1, 2, 5] })).toMatchObject({ code: 'IMAGE_UNREADABLE' });
    expect(await refused(picture, { bands: [0] })).toMatchObject({ code: 'IMAGE_UNREADABLE' });
    expect(await refused({ ...picture, compression: 7 })).toMatchObject({
      message: expect.stringContaining('JPEG') as string,
    });
    expect(await refused(await readFile(new URL(import.meta.url)))).toMatchObject({
      code: 'IMAGE_UNREADABLE',
    });
    await expect(openGeoTiff('/nowhere.tif')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openGeoTiff(path, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
