import { describe, expect, it } from 'vitest';
import { georeferenceOf, type GeoTags } from './georeference.js';
import { toWgs84 } from './to-wgs84.js';

const north: GeoTags = { pixelScale: [2, 3, 0], tiepoints: [0, 0, 0, 500, 900, 0] };
const directory = (...keys: number[][]): number[] => [
  1,
  1,
  0,
  keys.length,
  ...keys.flatMap(([key, value]) => [key, 0, 1, value]),
];

describe('georeferenceOf', () => {
  it('reads scale and tie point, wherever that is', () => {
    expect(georeferenceOf(north, 'a.tif').transform).toEqual([2, 0, 500, 0, -3, 900]);
    const middle = { ...north, tiepoints: [10, 20, 0, 500, 900, 0] };
    expect(georeferenceOf(middle, 'a.tif').transform).toEqual([2, 0, 480, 0, -3, 960]);
  });

  it('reads transforms that turn, and pixels that are points', () => {
    const turned = { transformation: [0, 2, 0, 100, 2, 0, 0, 200, 0, 0, 0, 0, 0, 0, 0, 1] };
    expect(georeferenceOf(turned, 'a.tif').transform).toEqual([0, 2, 100, 2, 0, 200]);
    const point = { ...north, keyDirectory: directory([1025, 2]) };
    expect(georeferenceOf(point, 'a.tif').transform).toEqual([2, 0, 499, 0, -3, 901.5]);
  });

  it('knows the system by number, where it has one', () => {
    const epsg = (...keys: number[][]) =>
      georeferenceOf({ ...north, keyDirectory: directory(...keys) }, 'a.tif').epsg;
    expect(epsg([1024, 1], [3072, 32632])).toBe(32632);
    expect(epsg([1024, 2], [2048, 4326])).toBe(4326);
    expect(epsg([1024, 1], [2048, 4326], [3072, 32767])).toBeUndefined();
    expect(epsg([1024, 1])).toBeUndefined();
    expect(georeferenceOf(north, 'a.tif').epsg).toBeUndefined();
  });

  it('refuses pictures that lie nowhere', () => {
    const wrong: [GeoTags, string, RegExp][] = [
      [{}, 'IMAGE_UNREADABLE', /no georeference/],
      [{ tiepoints: [0, 0, 0, 1, 2, 0, 5, 5, 0, 3, 4, 0] }, 'IMAGE_UNREADABLE', /gdalwarp/],
      [{ pixelScale: [2, 2, 0] }, 'IMAGE_UNREADABLE', /no georeference/],
      [{ ...north, pixelScale: [0, 2, 0] }, 'FILE_CORRUPT', /on a line/],
      [{ ...north, pixelScale: [NaN, 2, 0] }, 'FILE_CORRUPT', /on a line/],
      [{ transformation: [1, 2, 0, 0, 2, 4, 0, 0] }, 'FILE_CORRUPT', /on a line/],
      [{ ...north, keyDirectory: [1, 1, 0, 60_000] }, 'FILE_CORRUPT', /cut off/],
      [{ ...north, keyDirectory: [] }, 'FILE_CORRUPT', /cut off/],
    ];
    for (const [tags, code, message] of wrong)
      expect(() => georeferenceOf(tags, 'a.tif')).toThrow(
        expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
      );
  });
});

describe('toWgs84', () => {
  it('agrees with PROJ', () => {
    // By gdaltransform of GDAL 3.6.
    const places: [number, [number, number], [number, number]][] = [
      [32632, [500640, 5399573], [9.00870640485372, 48.7491713805076]],
      [32632, [700123.4, 5212345.6], [11.6340688257669, 47.0343222745288]],
      [25832, [500000, 5400000], [9, 48.7530130043222]],
      [32733, [300000, 6200000], [12.82622923843, -34.3220050521924]],
      [3857, [1000000, 6000000], [8.98315284119521, 47.3537047024331]],
    ];
    for (const [epsg, [x, y], [longitude, latitude]] of places) {
      const [east, north] = toWgs84(epsg)(x, y);
      expect(east).toBeCloseTo(longitude, 8);
      expect(north).toBeCloseTo(latitude, 8);
    }
    expect(toWgs84(4326)(8.5, 47)).toEqual([8.5, 47]);
  });

  it('takes a definition for what it does not know, and refuses to guess', () => {
    const [longitude] = toWgs84(2056, '+proj=utm +zone=32 +datum=WGS84')(500000, 5400000);
    expect(longitude).toBeCloseTo(9, 6);
    for (const epsg of [2056, 31467, 32661, 32600, 27700, undefined])
      expect(() => toWgs84(epsg)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(() => toWgs84(undefined, 'nonsense')).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
