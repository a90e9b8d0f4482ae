import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ReadImageOptions } from '@langseg/core';
import { makeTiff, type SampleType, type TiffPage } from './__fixtures__/make-tiff.js';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
const [width, height] = [8, 3];
/** Shades from black to white. */
const shades = Array.from({ length: width * height }, (_, i) => Math.round((i * 255) / 23));

/** The red of every pixel, when grey is what came. */
async function read(bytes: Uint8Array, options: ReadImageOptions = {}) {
  const warnings: string[] = [];
  const image = await reader.read(bytes, { ...options, onWarning: ({ message }) => warnings.push(message) });
  const data = [...image.data];
  return { data, grey: data.filter((_, i) => i % 3 === 0), warnings: warnings.join('\n') };
}

function inverted(page: Partial<TiffPage> & Pick<TiffPage, 'values'>): Uint8Array {
  return makeTiff({ width, height, bands: page.values.length / shades.length, photometric: 0, ...page });
}

function expectShades(actual: readonly number[], expected: readonly number[] = shades): void {
  expect(actual).toHaveLength(expected.length);
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - expected[i])));
  expect(worst, actual.join()).toBeLessThanOrEqual(1);
}

const types: readonly (readonly [string, SampleType, number])[] = [
  ['8 bits', 'u8', 255],
  ['16 bits', 'u16', 65_535],
  ['12 bits in 16', 'u16', 4095],
  ['10 bits in 16', 'u16', 1023],
  ['32 bits', 'u32', 2 ** 32 - 1],
  ['16 bits in 32', 'u32', 65_535],
  ['signed 8 bits', 'i8', 127],
  ['signed 16 bits', 'i16', 32_767],
  ['12 bits in signed 16', 'i16', 4095],
  ['floats to 1', 'f32', 1],
  ['floats to 255', 'f32', 255],
];

it('bands of grey in which black is zero are read as they are, signed ones, too', async () => {
  for (const type of ['u8', 'u16', 'i16'] as const)
    for (const planar of [false, true]) {
      const most = { u8: 255, u16: 65_535, i16: 32_767 }[type];
      const stored = shades.map((shade) => Math.round((shade * most) / 255));
      const half = Math.round(most / 2);
      const alpha = inverted({
        values: stored.flatMap((value) => [value, half]),
        type,
        planar,
        photometric: 1,
        extraSamples: [2],
      });
      expectShades(
        (await read(alpha)).grey,
        shades.map((shade) => 127 + shade / 2),
      );
      const three = inverted({
        values: stored.flatMap((value) => [value, most, 0]),
        type,
        planar,
        photometric: 1,
      });
      expectShades(
        (await read(three)).data,
        shades.flatMap((shade) => [shade, 255, 0]),
      );
    }
});

describe('a TIFF in which white is zero', () => {
  for (const [name, type, most] of types) {
    const stored = shades.map((shade) => {
      const value = ((255 - shade) / 255) * most;
      return type === 'f32' ? value : Math.round(value);
    });
    const opaque = most === 255 || type !== 'f32' ? most : 1;

    it(`of ${name} is read with its shades`, async () => {
      expectShades((await read(inverted({ values: stored, type }))).grey);
    });

    it(`of ${name} with transparency, pixel by pixel or band after band`, async () => {
      for (const planar of [false, true])
        for (const share of [1, 0]) {
          const values = stored.flatMap((value) => [value, share * opaque]);
          const { grey } = await read(inverted({ values, type, planar, extraSamples: [2] }));
          expectShades(grey, share === 1 ? shades : shades.map(() => 255));
        }
    });

    it(`of ${name} in three bands that are colours`, async () => {
      for (const planar of [false, true]) {
        const values = stored.flatMap((value, i) => [value, stored[stored.length - 1 - i], value]);
        const { data } = await read(inverted({ values, type, planar }));
        expectShades(
          data,
          shades.flatMap((shade, i) => [shade, shades[shades.length - 1 - i], shade]),
        );
      }
    });
  }

  it.each([1, 2, 4] as const)('of %i bits, as libvips writes it', async (bitdepth) => {
    const grey = shades.map((shade) => Math.round((shade / 255) * (2 ** bitdepth - 1)));
    const expected = grey.map((value) => (value * 255) / (2 ** bitdepth - 1));
    const raw = { width, height, channels: 1 } as const;
    const bytes = await sharp(Uint8Array.from(expected), { raw })
      .toColourspace('b-w')
      .tiff({ compression: 'none', bitdepth, miniswhite: true })
      .toBuffer();
    expectShades((await read(bytes)).grey, expected);
  });

  it('says which values were taken for black and white', async () => {
    const values = shades.map((shade) => Math.round(((255 - shade) * 4095) / 255));
    const { warnings } = await read(inverted({ values, type: 'u16' }));
    expect(warnings).toContain(
      'holds values from 0 to 4095 in unsigned 16-bit integers; 4095 is read as black and 0',
    );
  });

  it('takes a range, and the mark of missing values, for what is stored', async () => {
    const values = shades.map((shade) => 3 * (255 - shade));
    for (const type of ['u16', 'u32', 'f32'] as const)
      expectShades((await read(inverted({ values, type }), { range: [765, 0] })).grey);
    const noData = [...Buffer.from('765\0')];
    const { grey, warnings } = await read(inverted({ values, type: 'u16', tags: [[42113, 2, noData]] }));
    expect(grey[0]).toBe(0);
    expect(warnings).toContain('1 samples without a value');
  });

  it('is read likewise from a picture below a preview', async () => {
    const values = shades.map((shade) => Math.round(((255 - shade) * 4095) / 255));
    const preview = { width: 1, height: 1, bands: 1, values: [0], tags: [[254, 4, [1]]] as const };
    const bytes = makeTiff([preview, { width, height, bands: 1, values, type: 'u16', photometric: 0 }]);
    expectShades((await read(bytes)).grey);
  });
});
