import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  createLegend,
  labelAreas,
  overlayPixels,
  paletteFor,
  type LabelMap,
  type LegendEntry,
  type RgbImage,
} from '@langseg/core';
import { encodeOverlay, type OverlayPictureOptions } from './encode-overlay.js';

interface Scene {
  readonly image: RgbImage;
  readonly labelMap: LabelMap;
  readonly legend: readonly LegendEntry[];
}

/** A grey photo in vertical stripes of the first `used` labels, each a little narrower than the one before. */
function scene(width: number, height: number, labels: readonly string[], used = labels.length): Scene {
  const labelMap = new Uint8Array(width * height).map(
    (_, i) => used - 1 - Math.floor(used * Math.sqrt((i % width) / width)),
  );
  const legend = createLegend(labelAreas(labelMap, labels.length), labels, paletteFor(labels.length));
  return { image: { width, height, data: new Uint8Array(width * height * 3).fill(120) }, labelMap, legend };
}

async function draw({ image, ...facts }: Scene, options?: OverlayPictureOptions): Promise<RgbImage> {
  const { data, info } = await sharp(await encodeOverlay(image, facts, options))
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function crop({ width, data }: RgbImage, left: number, top: number, right: number, bottom: number): Buffer {
  const rows = Array.from({ length: bottom - top }, (_, y) =>
    data.subarray(((top + y) * width + left) * 3, ((top + y) * width + right) * 3),
  );
  return Buffer.concat(rows);
}

/** Where a colour is first met, row by row; -1 where it is not. */
function find(pixels: Buffer, color: readonly number[]): number {
  for (let at = 0; at < pixels.length; at += 3)
    if (color.every((value, channel) => pixels[at + channel] === value)) return at / 3;
  return -1;
}

const labels = ['sky', 'grass', 'dog', 'unicorn'];

describe('encodeOverlay', () => {
  it('is the tinted photo alone without a legend', async () => {
    const facts = scene(60, 40, labels, 3);
    for (const alpha of [0, 0.5, 1]) {
      const picture = await draw(facts, { legend: false, alpha });
      const expected = overlayPixels(facts.image, facts.labelMap, paletteFor(4), { alpha });
      expect([picture.width, picture.height]).toEqual([60, 40]);
      expect(Buffer.compare(picture.data, expected.data)).toBe(0);
    }
  });

  it('puts the legend below a wide photo and beside an upright one, and leaves the photo as it is', async () => {
    for (const [width, height] of [
      [600, 400],
      [400, 600],
    ]) {
      const facts = scene(width, height, labels, 3);
      const [plain, picture] = [await draw(facts, { legend: false }), await draw(facts)];
      const isBelow = width > height;
      expect(picture.width === width).toBe(isBelow);
      expect(picture.height === height).toBe(!isBelow);
      expect(picture.width * picture.height).toBeGreaterThan(width * height);
      expect(Buffer.compare(crop(picture, 0, 0, width, height), plain.data)).toBe(0);
    }
  });

  it('shows the colour of each label that has pixels, the largest share first', async () => {
    const facts = scene(600, 400, labels, 3);
    const picture = await draw(facts);
    const panel = crop(picture, 0, 400, 600, picture.height);
    const bySize = [...facts.legend].sort((a, b) => b.share - a.share);
    const positions = bySize.slice(0, 3).map(({ color }) => find(panel, color) % 600);
    expect(find(panel, bySize[3].color)).toBe(-1);
    expect(positions.every((position) => position >= 0)).toBe(true);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('writes the labels', async () => {
    const one = await draw(scene(600, 400, ['sky', 'grass', 'dog']));
    const other = await draw(scene(600, 400, ['sky', 'grass', 'cat']));
    const below = ({ height }: RgbImage): [number, number, number, number] => [0, 400, 600, height];
    expect(one.height).toBe(other.height);
    expect(Buffer.compare(crop(one, 0, 0, 600, 400), crop(other, 0, 0, 600, 400))).toBe(0);
    expect(Buffer.compare(crop(one, ...below(one)), crop(other, ...below(other)))).not.toBe(0);
  });

  it('stays the photo alone when no label has pixels', async () => {
    const facts = scene(60, 40, labels);
    const legend = facts.legend.map((entry) => ({ ...entry, share: 0 }));
    expect((await draw({ ...facts, legend })).height).toBe(40);
  });

  it.each([
    [1, 1],
    [600, 2],
    [2, 600],
    [7, 5],
    [40_000, 5],
    [5, 40_000],
    [70_000, 2],
  ])('gives a photo of %i×%i a legible legend', async (width, height) => {
    const picture = await draw(scene(width, height, ['sky']));
    expect(picture.width).toBeGreaterThanOrEqual(Math.max(width, 80));
    expect(picture.height).toBeGreaterThanOrEqual(Math.max(height, 30));
  });

  it('draws labels that are markup, empty, very long, or in scripts that the font lacks', async () => {
    const odd = ['<b>&amp;"\'</b>', '', 'x'.repeat(1000), '犬', 'كلب', '\u0000\ud800\n', '🐕'];
    const picture = await draw(scene(600, 400, odd));
    expect(picture.width).toBe(600);
    expect(picture.height).toBeGreaterThan(400);
  });

  it('writes JPEG', async () => {
    const { image, ...facts } = scene(60, 40, labels);
    const bytes = await encodeOverlay(image, facts, { format: 'jpeg' });
    expect((await sharp(bytes).metadata()).format).toBe('jpeg');
  });

  it('refuses a label map of another size', async () => {
    const facts = { ...scene(60, 40, labels), labelMap: new Uint8Array(60 * 39) };
    await expect(draw(facts)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
  });
});
