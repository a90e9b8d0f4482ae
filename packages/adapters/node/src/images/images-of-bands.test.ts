import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ReadImageOptions } from '@langseg/core';
import { makeTiff, type SampleType, type TiffPage } from './__fixtures__/make-tiff.js';
import { createImageReader } from './create-image-reader.js';

const reader = createImageReader();
const [width, height] = [6, 4];
/** A picture from black to white. */
const photo = Array.from({ length: width * height * 3 }, (_, i) => Math.round((i * 255) / 71));
const grey = photo.filter((_, i) => i % 3 === 0);

function tiff(page: Partial<TiffPage> & Pick<TiffPage, 'values'>, options?: { big: boolean }): Uint8Array {
  const bands = page.values.length / (width * height);
  return makeTiff({ width, height, bands, ...page }, options);
}

/** The photo with further bands behind its colours. */
function withBands(count: number, value: number, colours: readonly number[] = photo, of = 3): number[] {
  const pixels = Array.from({ length: width * height }, (_, i) => colours.slice(i * of, i * of + of));
  return pixels.flatMap((pixel) => [...pixel, ...Array<number>(count).fill(value)]);
}

async function readAll(bytes: Uint8Array | string, options: ReadImageOptions = {}) {
  const warnings: string[] = [];
  const image = await reader.read(bytes, { ...options, onWarning: ({ message }) => warnings.push(message) });
  return { ...image, data: [...image.data], warnings: warnings.join('\n') };
}

const threefold = (values: readonly number[]): number[] => values.flatMap((value) => [value, value, value]);
const scaled = (values: readonly number[], factor: number): number[] => values.map((value) => value * factor);

function expectNear(actual: readonly number[], expected: readonly number[], tolerance = 1): void {
  expect(actual.length).toBe(expected.length);
  const worst = Math.max(...actual.map((value, i) => Math.abs(value - expected[i])));
  expect(worst, actual.join()).toBeLessThanOrEqual(tolerance);
}

describe('bands of a TIFF', () => {
  it.each([
    ['unspecified', [0], 4],
    ['not described', undefined, 4],
    ['two unspecified', [0, 0], 5],
    ['ten unspecified', Array<number>(10).fill(0), 13],
  ] as const)('behind the colours, %s, are left out', async (_, extraSamples, bands) => {
    for (const value of [0, 7, 255]) {
      const { data, warnings } = await readAll(tiff({ values: withBands(bands - 3, value), extraSamples }));
      expect(data).toEqual(photo);
      expect(warnings).toMatch(new RegExp(`^the image has ${bands} bands; bands? 4 .* not used`));
    }
  });

  it.each([
    ['first behind the colours', withBands(1, 0), [2]],
    ['second behind the colours', withBands(1, 0, withBands(1, 99), 4), [0, 2]],
    ['followed by another', withBands(1, 99, withBands(1, 0), 4), [2, 0]],
  ])('are transparency only where the file says so: %s', async (_, values, extraSamples) => {
    const { data } = await readAll(tiff({ values, extraSamples }));
    expect(new Set(data)).toEqual(new Set([255]));
  });

  it('lay half transparency on white', async () => {
    const { data, warnings } = await readAll(tiff({ values: withBands(1, 128), extraSamples: [2] }));
    expectNear(
      data,
      photo.map((value) => 255 + (value - 255) * (128 / 255)),
    );
    expect(warnings).toBe('');
  });

  it('of grey are left out, too', async () => {
    const values = withBands(1, 0, grey, 1);
    expect((await readAll(tiff({ values, extraSamples: [0] }))).data).toEqual(threefold(grey));
    expect(new Set((await readAll(tiff({ values, extraSamples: [2] }))).data)).toEqual(new Set([255]));
  });

  it.each([3, 4, 5, 13])('become colours where %i are called grey', async (bands) => {
    const values = bands === 3 ? photo : withBands(bands - 3, 9);
    const extraSamples = Array<number>(bands - 1).fill(0);
    for (const planar of [false, true]) {
      const { data, warnings } = await readAll(tiff({ values, extraSamples, photometric: 1, planar }));
      expect(data).toEqual(photo);
      expect(warnings).toContain('1, 2, 3 are read as red, green, blue');
    }
  });

  it('are chosen by the caller', async () => {
    const extraSamples = Array<number>(10).fill(0);
    const bytes = tiff({ values: withBands(9, 0, withBands(1, 77), 4), extraSamples });
    const reversed = photo.map((_, i) => photo[i - (i % 3) + 2 - (i % 3)]);
    expect((await readAll(bytes, { bands: [3, 2, 1] })).data).toEqual(reversed);
    expect((await readAll(bytes, { bands: [2] })).data).toEqual(
      threefold(photo.filter((_, i) => i % 3 === 1)),
    );
    const infrared = await readAll(bytes, { bands: [4, 13, 1] });
    expect(infrared.data).toEqual(
      photo
        .map((value, i) => [77, 0, value][i % 3] ?? 0)
        .map((value, i) => (i % 3 === 2 ? photo[i - 2] : value)),
    );
    expect(infrared.warnings).toBe('');
    await expect(readAll(bytes, { bands: [1, 2, 14] })).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });

  it('are read from BigTIFF and from files', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'langseg-tiff-'));
    const path = join(directory, 'big.tif');
    await writeFile(path, tiff({ values: withBands(1, 0), extraSamples: [0] }, { big: true }));
    const { data, warnings } = await readAll(path);
    await rm(directory, { recursive: true });
    expect(data).toEqual(photo);
    expect(warnings).toContain(`${path} has 4 bands`);
  });
});

describe('values of a TIFF', () => {
  const types: readonly (readonly [name: string, type: SampleType, factor: number, warned: string])[] = [
    ['16 bits', 'u16', 257, ''],
    ['12 bits in 16', 'u16', 4095 / 255, '4095 as white'],
    ['11 bits in 16', 'u16', 2047 / 255, '2047 as white'],
    ['8 bits in 16', 'u16', 1, '255 as white'],
    ['32 bits', 'u32', 16_843_009, ''],
    ['16 bits in 32', 'u32', 257, '65535 as white'],
    ['signed 16 bits', 'i16', 32_767 / 255, ''],
    ['reflectance in signed 16 bits', 'i16', 4095 / 255, '4095 as white'],
    ['signed 32 bits', 'i32', 257, '65535 as white'],
    ['signed 8 bits', 'i8', 127 / 255, ''],
    ['floats to 1', 'f32', 1 / 255, ''],
    ['floats to 255', 'f32', 1, ''],
    ['floats to 4095', 'f32', 4095 / 255, '4095 as white'],
  ];

  it.each(types)('%s', async (_, type, factor, warned) => {
    const exact = (values: readonly number[]): number[] =>
      scaled(values, factor).map((value) => (type === 'f32' ? value : Math.round(value)));
    const results = [
      await readAll(tiff({ values: exact(photo), type })),
      await readAll(tiff({ values: withBands(1, 0, exact(photo)), type, extraSamples: [0] })),
      await readAll(tiff({ values: exact(photo), type, planar: true })),
    ];
    for (const { data } of results) expectNear(data, photo, type === 'i8' ? 2 : 1);
    const one = await readAll(tiff({ values: exact(grey), type }));
    const top = Math.max(...grey);
    if (!warned && !type.startsWith('f')) expectNear(one.data, threefold(grey), 2);
    else expectNear(one.data, threefold(grey), 255 - top + 2);
    if (warned) expect(results[0].warnings).toContain(warned);
    else expect(results[0].warnings).toBe('');
  });

  it('lay transparency of every type on white', async () => {
    for (const [type, factor, opaque] of [
      ['u16', 257, 65_535],
      ['u16', 4095 / 255, 4095],
      ['f32', 1 / 255, 1],
      ['u32', 16_843_009, 2 ** 32 - 1],
    ] as const) {
      const values = withBands(
        1,
        opaque,
        scaled(photo, factor).map((v) => (type === 'f32' ? v : Math.round(v))),
      );
      // The first pixel is transparent.
      values[3] = 0;
      const { data } = await readAll(tiff({ values, type, extraSamples: [2] }));
      expectNear(data, [255, 255, 255, ...photo.slice(3)]);
    }
  });

  it.each([
    ['signed and negative', 'i16', scaled(photo, 10).map((value) => value - 1000)],
    ['floats far below 0', 'f32', photo.map((value) => value - 9999)],
    ['floats between 2 and 16', 'f32', scaled(photo, 8 / 255)],
    ['huge floats', 'f32', scaled(photo, 1e6)],
  ] as const)('that nobody can know the meaning of are an error: %s', async (_, type, values) => {
    await expect(readAll(tiff({ values, type }))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringMatching(/values from .* to .*--range/) as string,
    });
    const [least, most] = [Math.min(...values), Math.max(...values)];
    expectNear((await readAll(tiff({ values, type }), { range: [least, most] })).data, photo);
    const one = await readAll(tiff({ values: values.filter((_, i) => i % 3 === 0), type }), {
      range: [least, most],
    });
    expectNear(one.data, threefold(grey));
  });

  it('take the range that the caller gives', async () => {
    const bytes = tiff({ values: scaled(photo, 10), type: 'u16' });
    expectNear((await readAll(bytes, { range: [0, 2550] })).data, photo);
    expectNear(
      (await readAll(bytes, { range: [2550, 0] })).data,
      photo.map((value) => 255 - value),
    );
    expectNear((await readAll(tiff({ values: photo }), { range: [0, 510] })).data, scaled(photo, 0.5));
  });

  it('that are missing are black, and counted', async () => {
    const values = scaled(photo, 1 / 255);
    values[0] = Number.NaN;
    const { data, warnings } = await readAll(tiff({ values, type: 'f32' }));
    expect(data.slice(0, 3)).toEqual([0, photo[1], photo[2]]);
    expect(warnings).toContain('1 samples without a value');
    values[0] = -9999;
    const marked = tiff({ values, type: 'f32', tags: [[42113, 2, [...Buffer.from('-9999\0')]]] });
    expectNear((await readAll(marked)).data, [0, ...photo.slice(1)]);
    const none = tiff({ values: values.map(() => Number.NaN), type: 'f32' });
    await expect(readAll(none)).rejects.toThrow('no values');
  });

  it.each([
    ['64 bits', { values: photo, type: 'f64' } as const, '64 bits per sample'],
    ['CIELAB', { values: photo, photometric: 8 }, 'CIELAB colours; export it as RGB'],
    ["a sensor's mosaic", { values: grey, photometric: 32803 }, "camera's sensor"],
    ['12 packed bits', { values: grey, tags: [[258, 3, [12]]] } as const, '12 bits'],
  ])('that can not be read are named: %s', async (_, page, part) => {
    await expect(readAll(tiff(page))).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining(part) as string,
    });
  });

  it('of a 16-bit PNG are scaled alike', async () => {
    const bytesOf = (factor: number): Promise<Buffer> =>
      sharp(
        Uint16Array.from(photo, (value) => Math.round(value * factor)),
        {
          raw: { width, height, channels: 3 },
        },
      )
        .toColourspace('rgb16')
        .png()
        .toBuffer();
    const full = await readAll(await bytesOf(257));
    expectNear(full.data, photo);
    expect(full.warnings).toBe('');
    const twelve = await readAll(await bytesOf(4095 / 255));
    expectNear(twelve.data, photo);
    expect(twelve.warnings).toContain('4095 as white');
  });

  it('of a photo are chosen and stretched where the caller asks for it', async () => {
    const png = await sharp(Uint8Array.from(photo), { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
    expectNear((await readAll(png, { range: [0, 510] })).data, scaled(photo, 0.5));
    expect((await readAll(png, { bands: [1] })).data).toEqual(threefold(grey));
    await expect(readAll(png, { bands: [1, 2, 4] })).rejects.toThrow('has 3 bands');
  });

  it('are not asked for in a way that can not be', async () => {
    for (const bands of [[], [0], [1, 2], [1.5], [1, 2, 3, 4]])
      await expect(readAll(tiff({ values: photo }), { bands })).rejects.toMatchObject({ code: 'USAGE' });
    for (const range of [
      [1, 1],
      [0, Number.NaN],
    ] as const)
      await expect(readAll(tiff({ values: photo }), { range })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
