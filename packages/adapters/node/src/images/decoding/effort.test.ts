import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeTiff } from '../__fixtures__/make-tiff.js';
import { createImageReader } from '../create-image-reader.js';

const { read } = createImageReader({ maxPixels: 24_000_000 });

/** A progressive JPEG whose further scans add nothing: one coefficient more at a time, 36 bytes for a pass over all blocks. */
async function jpegOfScans(side: number, scans: number): Promise<Buffer> {
  const flat = { width: side, height: side, channels: 3, background: 'grey' } as const;
  const jpeg = await sharp({ create: flat }).jpeg({ progressive: true }).toBuffer();
  const firstScan = jpeg.indexOf(Buffer.from([0xff, 0xda]));
  const firstTable = jpeg.indexOf(Buffer.from([0xff, 0xc4]));
  const head = jpeg.subarray(0, firstTable);
  // One code of one bit: "the rest of up to 32,767 blocks is zero".
  const table = [0xff, 0xc4, 0, 20, 0x10, 1, ...Buffer.alloc(15), 0xe0];
  const bits = `0${'1'.repeat(14)}`.repeat(Math.ceil(side ** 2 / 64 / 32_767)).padEnd(240, '1');
  const data = bits
    .match(/.{8}/g)!
    .flatMap((byte) => (byte === '11111111' ? [0xff, 0] : [parseInt(byte, 2)]));
  const more = Array.from({ length: scans }, (_, i) => {
    const coefficient = 1 + (i % 63);
    return [0xff, 0xda, 0, 8, 1, 1, 0, coefficient, coefficient, 13, ...data];
  });
  const tables = jpeg.subarray(firstTable, firstScan);
  return Buffer.concat([
    head,
    tables,
    Buffer.from(table),
    ...more.map((scan) => Buffer.from(scan)),
    jpeg.subarray(-2),
  ]);
}

/** A progressive JPEG with arithmetic codes, whose scans of 14 bytes refine the averages of all blocks. */
function arithmeticJpeg(side: number, scans: number): Buffer {
  const segment = (marker: number, ...bytes: number[]): number[] => [
    0xff,
    marker,
    0,
    bytes.length + 2,
    ...bytes,
  ];
  const [high, low] = [side >> 8, side & 255];
  const colours = [1, 2, 3].flatMap((component) => [component, 0x11, 0]);
  const scan = (precision: number) => segment(0xda, 3, 1, 0, 2, 0, 3, 0, 0, 0, precision);
  return Buffer.from([
    ...[0xff, 0xd8],
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(0xca, 8, high, low, high, low, 3, ...colours),
    ...scan(1),
    ...Array.from({ length: scans - 1 }, () => scan(0x10)).flat(),
    ...[0xff, 0xd9],
  ]);
}

describe('work that an image may cause', () => {
  it('is bounded by the number of scans of a JPEG', async () => {
    await expect(read(await jpegOfScans(1200, 2000))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining('more than 100 scans') as string,
    });
    expect((await read(await jpegOfScans(64, 20))).width).toBe(64);
  });

  it('is bounded by scans times pixels: passes of a few bytes are the dearest with arithmetic codes', async () => {
    for (const [side, most] of [
      [2000, 100],
      [2646, 71],
      [4899, 20],
    ]) {
      const bytes = arithmeticJpeg(side, most + 1);
      expect(bytes.length).toBeLessThan(1700);
      await expect(read(bytes)).rejects.toMatchObject({
        code: 'IMAGE_UNREADABLE',
        context: { mostScans: most },
      });
    }
    const start = performance.now();
    expect((await read(arithmeticJpeg(1000, 20))).width).toBe(1000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('lets the passes of common programs through, however large the photo', async () => {
    const large = createImageReader();
    const photo = { create: { width: 6000, height: 5500, channels: 3, background: 'grey' } } as const;
    const bytes = await sharp(photo).jpeg({ progressive: true }).toBuffer();
    expect((await large.read(bytes)).width).toBe(6000);
  });

  it('counts no scans in previews, nor behind the end', async () => {
    const photo = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const scans = Buffer.alloc(1000, Buffer.from([0xff, 0xda]));
    const segment = Buffer.from([0xff, 0xe1, 0x03, 0xea]);
    const flawless = Buffer.concat([photo.subarray(0, 2), segment, scans, photo.subarray(2), scans]);
    expect((await read(flawless)).width).toBe(9);
  });

  it('counts bands beyond four as pixels', async () => {
    const page = {
      width: 1000,
      height: 2000,
      bands: 100,
      values: [],
      extraSamples: Array<number>(97).fill(0),
    };
    const small = makeTiff({
      ...page,
      width: 1,
      height: 1,
      values: new Uint8Array(100),
      tags: [
        [256, 4, [1000]],
        [257, 4, [2000]],
      ],
    });
    await expect(read(small)).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      message: expect.stringContaining('of 100 bands') as string,
    });
  });

  it.each([
    ['frames of a GIF', () => gifOfFrames(50_000)],
    [
      'images of a TIFF',
      () =>
        makeTiff(Array.from({ length: 2000 }, () => ({ width: 1, height: 1, bands: 3, values: [1, 2, 3] }))),
    ],
  ])('grows no more than %s', async (_, make) => {
    const bytes = make();
    const start = performance.now();
    expect((await read(bytes)).width).toBe(1);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

function gifOfFrames(count: number): Buffer {
  const head = Buffer.from('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1, 0x4c, 0]);
  return Buffer.concat([head, ...Array<Buffer>(count).fill(frame), Buffer.of(0x3b)]);
}
