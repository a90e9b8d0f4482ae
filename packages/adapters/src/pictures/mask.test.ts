import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { paletteFor, type LabelMap } from '@langseg/core';
import { decodeMask } from './decode-mask.js';
import { encodeMask } from './encode-mask.js';

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

  it('refuses colour pictures, other formats and damage', async () => {
    const color = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } });
    const whole = await encodeMask(mapOf(9), {
      width: 40,
      height: 30,
      palette: paletteFor(9),
      labels: labelsOf(9),
    });
    const flipped = Uint8Array.from(whole);
    flipped[whole.length - 30] ^= 255;
    for (const bytes of [
      await color.png().toBuffer(),
      await color.jpeg().toBuffer(),
      whole.subarray(0, whole.length - 40),
      flipped,
      new Uint8Array(),
    ])
      await expect(decodeMask(bytes)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });
});
