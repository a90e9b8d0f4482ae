import { deflateSync } from 'node:zlib';
import { decode } from 'fast-png';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { paletteFor, type LabelMap } from '@langseg/core';
import { decodeMask } from './decode-mask.js';
import { encodeMask } from './encode-mask.js';
import { chunk, pngOf } from './__fixtures__/png-of.js';

function labelsOf(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `label ${i}`);
}

/** 40×30 pixels that use all of `count` indices. */
function mapOf(count: number, size = 40 * 30): LabelMap {
  const map = count <= 256 ? new Uint8Array(size) : new Uint16Array(size);
  return map.map((_, i) => (i * 7) % count);
}

/** Bit depth and colour type in a PNG's header: 3 is indexed, 0 is greyscale. */
function header(png: Uint8Array): { depth: number; colorType: number } {
  return { depth: png[24], colorType: png[25] };
}

describe('encodeMask and decodeMask', () => {
  it.each([1, 2, 3, 255, 256])(
    'keep the indices and colours of %i labels in an 8-bit indexed PNG',
    async (count) => {
      const [labelMap, palette] = [mapOf(count), paletteFor(count)];
      const png = await encodeMask(labelMap, { width: 40, height: 30, palette, labels: labelsOf(count) });
      expect(header(png)).toEqual({ depth: 8, colorType: 3 });
      expect(await decodeMask(png)).toEqual({ width: 40, height: 30, labelMap, palette });
    },
  );

  it.each([257, 300, 10_000])('keep the indices of %i labels in a 16-bit greyscale PNG', async (count) => {
    const labelMap = mapOf(count);
    labelMap[3] = count - 1;
    const palette = paletteFor(count);
    const png = await encodeMask(labelMap, { width: 40, height: 30, palette, labels: labelsOf(count) });
    expect(header(png)).toEqual({ depth: 16, colorType: 0 });
    expect(await decodeMask(png)).toEqual({ width: 40, height: 30, labelMap });
  });

  it('writes 8 bit for few labels in a 16-bit map', async () => {
    const labelMap = Uint16Array.of(0, 1, 1, 0);
    const png = await encodeMask(labelMap, {
      width: 2,
      height: 2,
      palette: paletteFor(2),
      labels: ['a', 'b'],
    });
    expect(header(png).depth).toBe(8);
    expect([...(await decodeMask(png)).labelMap]).toEqual([0, 1, 1, 0]);
  });

  it.each([2, 300])('say which number is which of %i labels', async (count) => {
    const labels = ['cow', 'Kühe "🐄"', ...labelsOf(count - 2)];
    const png = await encodeMask(mapOf(2), { width: 40, height: 30, palette: paletteFor(count), labels });
    const { text } = decode(png);
    expect(JSON.parse(text.Labels)).toEqual(labels);
  });

  it('keeps values without a label', async () => {
    const labelMap = Uint8Array.of(0, 255, 1, 255);
    const png = await encodeMask(labelMap, {
      width: 4,
      height: 1,
      palette: paletteFor(2),
      labels: ['a', 'b'],
    });
    const decoded = await decodeMask(png);
    expect(decoded.labelMap).toEqual(labelMap);
    expect([...decoded.palette!.subarray(255 * 3)]).toEqual([224, 224, 192]);
  });

  it('keeps twelve megapixels', async () => {
    const labelMap = mapOf(20, 12_000_000);
    const png = await encodeMask(labelMap, {
      width: 4000,
      height: 3000,
      palette: paletteFor(20),
      labels: labelsOf(20),
    });
    expect(
      Buffer.compare(Buffer.from((await decodeMask(png)).labelMap.buffer), Buffer.from(labelMap.buffer)),
    ).toBe(0);
  });

  it('looks like its palette in other programs', async () => {
    const palette = Uint8Array.of(10, 20, 30, 200, 100, 0);
    const png = await encodeMask(Uint8Array.of(1, 0), { width: 2, height: 1, palette, labels: ['a', 'b'] });
    expect([...(await sharp(png).raw().toBuffer())]).toEqual([200, 100, 0, 10, 20, 30]);
  });

  it('refuses a map of another size and indices that do not fit', async () => {
    const options = { width: 2, height: 2, palette: paletteFor(2), labels: ['a', 'b'] };
    await expect(encodeMask(new Uint8Array(5), options)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    await expect(encodeMask(Uint16Array.of(0, 1, 2, 300), options)).rejects.toMatchObject({
      code: 'SHAPE_MISMATCH',
    });
  });
});

describe('decodeMask', () => {
  it.each([2, 4, 16])('reads an indexed PNG of %i colours, several pixels in a byte', async (colours) => {
    const data = Uint8Array.from({ length: 13 * 5 * 3 }, (_, i) => Math.floor(i / 3) % colours);
    const png = await sharp(
      data.map((value) => (value * 255) / colours),
      { raw: { width: 13, height: 5, channels: 3 } },
    )
      .png({ palette: true, colours })
      .toBuffer();
    expect(header(png)).toEqual({ depth: Math.log2(colours), colorType: 3 });
    const { labelMap, palette, width, height } = await decodeMask(png);
    expect([width, height]).toEqual([13, 5]);
    const painted = [...labelMap].flatMap((index) => [...palette!.subarray(index * 3, index * 3 + 3)]);
    expect(painted).toEqual([...(await sharp(png).raw().toBuffer())]);
  });

  it('reads a greyscale PNG', async () => {
    const png = await sharp(Uint8Array.of(0, 7, 255, 3), { raw: { width: 2, height: 2, channels: 1 } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    expect([...(await decodeMask(png)).labelMap]).toEqual([0, 7, 255, 3]);
  });

  it.each([1, 2, 4, 8, 16])('reads %i bit, greyscale and indexed, interlaced or not', async (depth) => {
    for (const colorType of depth === 16 ? [0] : [0, 3])
      for (const isInterlaced of [false, true])
        for (const [width, height] of [
          [1, 1],
          [3, 2],
          [13, 9],
          [40, 33],
        ]) {
          const values = Array.from({ length: width * height }, (_, i) => (i * 2741 + (i >> 3)) % 2 ** depth);
          const png = pngOf({ width, height, depth, colorType, isInterlaced }, values);
          expect((await sharp(png).raw().toBuffer()).length, 'libvips reads it').toBeGreaterThan(0);
          const { labelMap, palette } = await decodeMask(png);
          expect([...labelMap], `${colorType} ${isInterlaced} ${width}`).toEqual(values);
          expect(palette?.length).toBe(colorType === 3 ? 3 * 2 ** depth : undefined);
        }
  });

  it('reads what sharp writes interlaced, with every filter', async () => {
    const values = Uint8Array.from(
      { length: 96 * 72 },
      (_, i) => ((i % 96) * 3 + Math.floor(i / 96) * 5) % 251,
    );
    const raw = { width: 96, height: 72, channels: 1 } as const;
    for (const progressive of [false, true]) {
      const png = await sharp(values, { raw })
        .toColourspace('b-w')
        .png({ progressive, adaptiveFiltering: true })
        .toBuffer();
      expect((await decodeMask(png)).labelMap).toEqual(values);
    }
    const blocks = values.map((value) => (value % 4) * 60);
    const png = await sharp(blocks, { raw }).png({ palette: true, colours: 4, progressive: true }).toBuffer();
    expect(header(png)).toEqual({ depth: 2, colorType: 3 });
    const { labelMap, palette } = await decodeMask(png);
    expect([...labelMap].map((index) => palette![3 * index])).toEqual([...blocks]);
  });

  it('reads pixels cut into many chunks, and passes over what says nothing about them', async () => {
    const whole = pngOf(
      { width: 5, height: 5, depth: 8, colorType: 0 },
      Array.from({ length: 25 }, (_, i) => i),
    );
    const at = 33;
    const length = new DataView(whole.buffer).getUint32(at);
    const data = whole.subarray(at + 8, at + 8 + length);
    const broken = chunk('tEXt', Buffer.from('unsound'));
    broken[broken.length - 1] ^= 1;
    const parts = [whole.subarray(0, at), broken, ...Array.from(data, (byte) => chunk('IDAT', [byte]))];
    const png = Buffer.concat([...parts, whole.subarray(at + 12 + length)]);
    expect([...(await decodeMask(png)).labelMap]).toEqual(Array.from({ length: 25 }, (_, i) => i));
  });

  it.each([
    ['no width', { width: 0, height: 2 ** 31 - 1 }, 'IMAGE_UNREADABLE'],
    ['one endless row', { width: 2 ** 31 - 1, height: 1 }, 'IMAGE_TOO_LARGE'],
    ['no height', { width: 7, height: 0 }, 'IMAGE_UNREADABLE'],
    ['more than PNG allows', { width: 2 ** 31, height: 1 }, 'IMAGE_UNREADABLE'],
    ['400 megapixels', { width: 20_000, height: 20_000 }, 'IMAGE_TOO_LARGE'],
    ['an unknown depth', { width: 2, height: 2, depth: 3 }, 'IMAGE_UNREADABLE'],
    ['an unknown kind', { width: 2, height: 2, colorType: 5 }, 'IMAGE_UNREADABLE'],
    ['more pixels than its data', { width: 9000, height: 9000 }, 'IMAGE_UNREADABLE'],
  ])('refuses %s by the header', async (_, size, code) => {
    const png = pngOf({ depth: 8, colorType: 0, ...size }, [1, 2, 3, 4], { width: 2, height: 2 });
    const start = performance.now();
    await expect(decodeMask(png)).rejects.toMatchObject({ code });
    expect(performance.now() - start).toBeLessThan(500);
    if (code === 'IMAGE_TOO_LARGE')
      expect(
        (
          await decodeMask(pngOf({ width: 2, height: 2, depth: 8, colorType: 0 }, [1, 2, 3, 4]), {
            maxPixels: 4,
          })
        ).width,
      ).toBe(2);
  });

  it('unpacks no more than the header announces', async () => {
    const zeros = deflateSync(Buffer.alloc(100_000_000), { level: 9 });
    const png = Buffer.concat([
      pngOf({ width: 2, height: 2, depth: 8, colorType: 0 }, [0, 0, 0, 0]).subarray(0, 33),
      chunk('IDAT', zeros),
      chunk('IEND', []),
    ]);
    const before = process.memoryUsage().arrayBuffers;
    await expect(decodeMask(png)).rejects.toMatchObject({
      message: expect.stringMatching(/announces 6 bytes of pixels, but has more/),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30e6);
  });

  it.each([
    [3, 8, /8-bit RGB with the colours #000000, #ff8000\./],
    [4, 8, /8-bit RGB with alpha with the colours #000000, #ff8000\./],
    [2, 8, /8-bit greyscale with alpha with the colours #000000, #ffffff\./],
    [3, 16, /16-bit RGB with the colours #000000, #ff8000\./],
  ] as const)('says which colours came with %i channels of %i bit', async (channels, depth, message) => {
    const bright = { 2: [255, 255], 3: [255, 128, 0], 4: [255, 128, 0, 255] }[channels];
    const bytes = [...bright.map((_, i) => (channels !== 3 && i === channels - 1 ? 255 : 0)), ...bright];
    const samples = depth === 8 ? Uint8Array.from(bytes) : Uint16Array.from(bytes, (byte) => byte << 8);
    const png = await sharp(samples, { raw: { width: 2, height: 1, channels } })
      .toColourspace(depth === 16 ? 'rgb16' : channels === 2 ? 'b-w' : 'srgb')
      .png()
      .toBuffer();
    await expect(decodeMask(png)).rejects.toMatchObject({ message: expect.stringMatching(message) });
  });

  it('refuses colour pictures, other formats and damage', async () => {
    const color = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } });
    const whole = await encodeMask(mapOf(9), {
      width: 40,
      height: 30,
      palette: paletteFor(9),
      labels: labelsOf(9),
    });
    const flipped = Uint8Array.from(whole);
    const inPixels = Buffer.from(whole).indexOf('IDAT') + 12;
    flipped[inPixels] ^= 255;
    for (const bytes of [
      await color.png().toBuffer(),
      await color.jpeg().toBuffer(),
      whole.subarray(0, inPixels),
      flipped,
      new Uint8Array(),
    ])
      await expect(decodeMask(bytes)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });
});
