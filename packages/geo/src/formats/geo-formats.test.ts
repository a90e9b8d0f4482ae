import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { decodeRle, fillRings, type LabelMap } from '@langseg/core';
import { fromFile } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { utmTags, writeTiff, type SmallTiff } from '../__fixtures__/make-geotiff.js';
import { openGeoTiff } from '../read/open-geotiff.js';
import { segmentGeoTiff, type GeoMap } from '../segment/segment-geotiff.js';
import { saveGeoMap } from './save-geo-map.js';

const [width, height] = [12, 9];
/** A field with a hole in it, and a pixel of its own; value 9 is missing. */
const values = Uint8Array.from({ length: width * height }, (_, i) => {
  const [x, y] = [i % width, Math.floor(i / width)];
  if (y === 8) return 9;
  if (x >= 2 && x < 8 && y >= 1 && y < 7) return x === 4 && y === 3 ? 0 : 1;
  return x === 10 && y === 4 ? 1 : 0;
});
const noData = { tag: 42113, type: 'ascii', values: '9' } as const;
const picture: SmallTiff = { width, height, data: values, tags: [noData] };

/** A segmenter that takes values for labels, a few rows at a time. */
const byValue = {
  async *segmentRows(photo: Parameters<Parameters<typeof segmentGeoTiff>[0]['segmentRows']>[0]) {
    for (let firstRow = 0; firstRow < photo.height; firstRow += 4) {
      const lastRow = Math.min(photo.height, firstRow + 4);
      const { data } = await photo.read(firstRow, lastRow);
      yield {
        firstRow,
        lastRow,
        labelMap: Uint8Array.from({ length: data.length / 3 }, (_, i) => data[3 * i]),
      };
    }
  },
};

async function makeMap(
  spec: SmallTiff = picture,
  labels: readonly string[] = ['grass', 'field & <barn>'],
): Promise<{ map: GeoMap; out: string }> {
  const path = await writeTiff(spec);
  const image = await openGeoTiff(path);
  const map = await segmentGeoTiff(byValue, image, labels);
  image.close();
  return { map, out: join(dirname(path), 'out') };
}

interface Feature {
  readonly properties: { label: string; index: number; color: string; pixels: number };
  readonly geometry: { type: string; coordinates: number[][][] };
}
interface Collection {
  readonly crs?: unknown;
  readonly features: readonly Feature[];
}
async function geojson(map: GeoMap, out: string, options: Record<string, unknown> = {}): Promise<Collection> {
  const [path] = await saveGeoMap(out, 'field', map, [{ type: 'geojson', ...options }]);
  return JSON.parse(await readFile(path, 'utf8')) as Collection;
}
const area = (ring: readonly number[][]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);

describe('segmentGeoTiff', () => {
  it('labels pixels that have a value, and marks the others', async () => {
    const { map } = await makeMap();
    expect(map.noData).toBe(255);
    expect([...map.labelMap]).toEqual([...values].map((value) => (value === 9 ? 255 : value)));
    const many = await makeMap(
      picture,
      Array.from({ length: 256 }, (_, i) => `word ${i}`),
    );
    expect([many.map.noData, many.map.labelMap.at(-1), many.map.labelMap.BYTES_PER_ELEMENT]).toEqual([
      65535, 65535, 2,
    ]);
  });
});

describe('geotiff', () => {
  it('lies where the picture lies, bit for bit, with the label at every pixel', async () => {
    const ascii = { tag: 34737, type: 'ascii', values: 'UTM|' } as const;
    for (const labels of [['grass', 'field & <barn>'], Array.from({ length: 300 }, (_, i) => `word ${i}`)]) {
      const { map, out } = await makeMap({ ...picture, tags: [noData, ascii] }, labels);
      const files = await saveGeoMap(out, 'field', map, [{ type: 'geotiff' }]);
      expect(files).toEqual(['field.mask.tif', 'field.mask.tif.aux.xml'].map((name) => join(out, name)));
      const image = await (await fromFile(files[0])).getImage();
      expect([image.getWidth(), image.getHeight(), image.getSamplesPerPixel()]).toEqual([width, height, 1]);
      for (const { tag, values: expected } of utmTags)
        expect([...((await image.fileDirectory.loadValue(tag)) as number[])]).toEqual([
          ...(expected as number[]),
        ]);
      expect(image.getGDALNoData()).toBe(map.noData);
      expect(image.getOrigin().slice(0, 2)).toEqual([500000, 5400000]);
      const [read] = await image.readRasters();
      expect([...(read as LabelMap)]).toEqual([...map.labelMap]);
      if (map.noData !== 255) continue;
      const colors = (await image.fileDirectory.loadValue(320)) as ArrayLike<number>;
      expect([colors.length, colors[0], colors[256], colors[512]]).toEqual([
        768,
        ...[...map.palette.subarray(0, 3)].map((value) => 257 * value),
      ]);
      expect(await readFile(files[1], 'utf8')).toContain('<Category>field &amp; &lt;barn&gt;</Category>');
    }
  });
});

describe('geojson', () => {
  it('is longitude and latitude, outlines anticlockwise and holes clockwise, as RFC 7946 has it', async () => {
    const { map, out } = await makeMap();
    const { crs, features } = await geojson(map, out, { tolerance: 0 });
    expect(crs).toBeUndefined();
    expect(features.map(({ properties }) => [properties.label, properties.pixels])).toEqual([
      ['grass', 59],
      ['grass', 1],
      ['field & <barn>', 35],
      ['field & <barn>', 1],
    ]);
    for (const { geometry } of features) {
      expect(geometry.type).toBe('Polygon');
      const [outer, ...holes] = geometry.coordinates;
      expect(outer[0]).toEqual(outer.at(-1));
      expect(area(outer)).toBeGreaterThan(0);
      for (const hole of holes) expect(area(hole)).toBeLessThan(0);
    }
    // By gdaltransform: the upper left corner.
    const [longitude, latitude] = features[0].geometry.coordinates[0].reduce((a, b) =>
      b[0] <= a[0] && b[1] >= a[1] ? b : a,
    );
    expect(longitude).toBeCloseTo(9, 6);
    expect(latitude).toBeCloseTo(48.7530130043, 6);
    expect(features.at(-1)!.properties.color).toMatch(/^#[0-9a-f]{6}$/);
  });

  it('gives the mask again in the coordinates of the picture, turned or not', async () => {
    const turned = [
      { tag: 34264, type: 'double', values: [0, 3, 0, 100, 2, 1, 0, 200, 0, 0, 0, 0, 0, 0, 0, 1] },
      noData,
    ] as const;
    for (const spec of [picture, { ...picture, tags: turned, without: [33550, 33922] }]) {
      const { map, out } = await makeMap(spec);
      const { crs, features } = await geojson(map, out, { crs: 'source', tolerance: 0 });
      expect(crs).toEqual({ type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32632' } });
      const [a, b, c, d, e, f] = map.geo.transform;
      const drawn = new Uint8Array(width * height).fill(255);
      for (const { properties, geometry } of features) {
        expect(area(geometry.coordinates[0])).toBeGreaterThan(0);
        const rings = geometry.coordinates.map((ring) =>
          ring.slice(0, -1).flatMap(([x, y]) => {
            const [u, v, determinant] = [x - c, y - f, a * e - b * d];
            return [Math.round((e * u - b * v) / determinant), Math.round((a * v - d * u) / determinant)];
          }),
        );
        const mask = decodeRle(fillRings(rings, width, height));
        for (const [at, isIn] of mask.entries()) if (isIn) drawn[at] = properties.index;
      }
      expect([...drawn]).toEqual([...map.labelMap]);
    }
  });

  it('leaves out small areas, "other" and what has no value', async () => {
    const { map, out } = await makeMap(picture, ['other', 'field']);
    const { features } = await geojson(map, out, { minArea: 2 });
    expect(features.map(({ properties }) => properties.pixels)).toEqual([35]);
  });

  it('does not guess how a system relates to WGS 84', async () => {
    const local = { tag: 34735, type: 'short', values: [1, 1, 0, 1, 3072, 0, 1, 2056] } as const;
    const { map, out } = await makeMap({ ...picture, tags: [noData, local] });
    await expect(geojson(map, out)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('EPSG:2056') as string,
    });
    const { features } = await geojson(map, out, { proj4: '+proj=utm +zone=32 +datum=WGS84' });
    expect(features[0].geometry.coordinates[0][0][0]).toBeCloseTo(9, 2);
    expect((await geojson(map, out, { crs: 'source' })).crs).toMatchObject({
      properties: { name: expect.stringContaining('2056') as string },
    });
    await expect(saveGeoMap(out, 'field', map, [{ type: 'shapefile' }])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    expect(await readdir(out)).toEqual(['field.geojson']);
  });
});
