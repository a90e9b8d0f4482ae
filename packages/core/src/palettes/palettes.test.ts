import { describe, expect, it } from 'vitest';
import { readJson } from '../__fixtures__/read-fixture.js';
import { adePalette } from './ade-palette.js';
import { oklchToRgb } from './oklab.js';
import { colorAt, parseColor, type Palette } from './palette.js';
import { paletteWith } from './palette-with.js';
import { paletteFor } from './palette-for.js';
import { vocPalette } from './voc-palette.js';

const golden = readJson<{ voc8: number[]; voc256: number[]; ade: number[] }>('palettes.json');

function distinct(palette: Palette): number {
  return new Set(Array.from({ length: palette.length / 3 }, (_, i) => colorAt(palette, i).join())).size;
}

describe('palettes', () => {
  it('equals the official VOC palette', () => {
    expect([...vocPalette(8)]).toEqual(golden.voc8);
    expect([...vocPalette(256)]).toEqual(golden.voc256);
    expect(distinct(vocPalette(2000))).toBe(2000);
  });

  it('equals the official ADE20K palette without its entry for unlabelled pixels', () => {
    expect([...adePalette()]).toEqual(golden.ade.slice(3));
  });

  it.each([0, 1, 3, 7, 8, 300])(
    'gives %s different default colours that do not depend on their number',
    (count) => {
      const palette = paletteFor(count);
      expect(palette).toHaveLength(3 * count);
      expect(distinct(palette)).toBe(count);
      expect(palette).toEqual(paletteFor(1000).slice(0, 3 * count));
    },
  );

  it('has a colour for every index of a 16-bit map', () => {
    expect(distinct(paletteFor(65_535))).toBe(65_535);
  });

  it('starts with colours that anybody can tell apart', () => {
    expect(colorAt(paletteFor(2), 0)).toEqual([0xe6, 0x9f, 0x00]);
    const palette = paletteFor(64);
    const colors = Array.from({ length: 64 }, (_, i) => colorAt(palette, i));
    const gaps = colors.flatMap((a, i) =>
      colors.slice(0, i).map((b) => Math.hypot(...a.map((v, c) => v - b[c]))),
    );
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(48);
  });

  it('starts over beyond its end', () => {
    expect(colorAt(vocPalette(8), 9)).toEqual([128, 0, 0]);
  });
});

describe('oklchToRgb', () => {
  it('knows the primaries', () => {
    expect(oklchToRgb(1, 0, 0)).toEqual([255, 255, 255]);
    expect(oklchToRgb(0, 0, 0)).toEqual([0, 0, 0]);
    expect(oklchToRgb(0.62796, 0.25768, 29.234 / 360)).toEqual([255, 0, 0]);
    expect(oklchToRgb(0.45201, 0.31321, 264.052 / 360)).toEqual([0, 0, 255]);
  });
});

it('colours that are given come first, the usual ones follow', () => {
  const palette = paletteWith([[1, 2, 3]], 2);
  expect([colorAt(palette, 0), colorAt(palette, 1)]).toEqual([[1, 2, 3], colorAt(paletteFor(2), 1)]);
  expect(paletteWith([[1, 2, 3]], 0)).toHaveLength(0);
});

it('a colour is six hexadecimal digits', () => {
  expect([parseColor('#FF8000'), parseColor('ff8000'), parseColor('#f80')]).toEqual([
    [255, 128, 0],
    [255, 128, 0],
    undefined,
  ]);
});
