import { areaOutlines, colorAt, findAreas, type Outline, type Ring } from '@langseg/core';
import * as z from 'zod';
import { toWgs84, type ToWgs84 } from '../crs/to-wgs84.js';
import type { GeoMap } from '../segment/segment-geotiff.js';
import { defineGeoFormat } from './geo-format.js';

/**
 * GeoJSON: a feature for each connected area of a label, with holes, and `label`, `index`, `color` and `pixels` as properties. With
 * `crs: 'wgs84'` as RFC 7946 has it: longitude and latitude, outlines anticlockwise. With `crs: 'source'` in the coordinates of the picture,
 * whose system the member `crs` names, as GeoJSON had it before and GDAL and QGIS still read it.
 */
export const geojson = defineGeoFormat({
  type: 'geojson',
  description:
    'areas of the labels as polygons, in longitude and latitude or in the coordinates of the picture',
  configSchema: z.strictObject({
    crs: z.enum(['wgs84', 'source']).default('wgs84'),
    /** The picture's system in the words of PROJ, where it is not known here. */
    proj4: z.string().max(2000).optional(),
    /** Connected areas with fewer pixels are left out. */
    minArea: z.int().min(1).default(1),
    /** How far, in pixels, simplified outlines may lie from the pixels; 0 keeps every corner. */
    tolerance: z.number().min(0).default(1),
  }),
  async write(map, { crs, proj4, minArea, tolerance }, { name, file }) {
    const convert = crs === 'wgs84' ? toWgs84(map.geo.epsg, proj4) : undefined;
    const place = placing(map, convert);
    const member = crs === 'source' && map.geo.epsg !== undefined ? crsMember(map.geo.epsg) : '';
    await file(
      `${name}.geojson`,
      features(map, { minArea, tolerance, place, member, digits: digitsOf(map, convert) }),
    );
  },
});

interface Drawing {
  readonly minArea: number;
  readonly tolerance: number;
  readonly place: (column: number, row: number) => readonly [number, number];
  /** Text of the member `crs`. */
  readonly member: string;
  /** Decimals of a coordinate. */
  readonly digits: number;
}

function* features(
  map: GeoMap,
  { minArea, tolerance, place, member, digits }: Drawing,
): Generator<string, void, undefined> {
  const { width, height, labels, labelMap, palette, noData, leftOut } = map;
  const source = { width, height, labels, labelMap, mask: () => new Uint8Array(0) };
  const areas = findAreas(source, {
    instances: 'components',
    minArea,
    leftOut: new Set([...leftOut, noData]),
  });
  const round = (value: number): number => Number(value.toFixed(digits));
  const ringOf = (ring: Ring, isHole: boolean): number[][] => {
    const points = Array.from({ length: ring.length / 2 }, (_, at) =>
      place(ring[2 * at], ring[2 * at + 1]).map(round),
    );
    const turned = signedArea(points) > 0 === isHole ? points.reverse() : points;
    return [...turned, turned[0]];
  };
  yield `{"type":"FeatureCollection",${member}"features":[`;
  for (const [at, area] of areas.entries()) {
    const polygons = areaOutlines(area, tolerance).map(({ outer, holes }: Outline) => [
      ringOf(outer, false),
      ...holes.map((hole) => ringOf(hole, true)),
    ]);
    const geometry =
      polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    const color = `#${[...colorAt(palette, area.index)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    const properties = { label: labels[area.index], index: area.index, color, pixels: area.pixels };
    yield `${at > 0 ? ',' : ''}\n${JSON.stringify({ type: 'Feature', properties, geometry })}`;
  }
  yield '\n]}\n';
}

function placing({ geo: { transform } }: GeoMap, convert: ToWgs84 | undefined): Drawing['place'] {
  const [a, b, c, d, e, f] = transform;
  return (column, row) => {
    const [x, y] = [a * column + b * row + c, d * column + e * row + f];
    return convert ? convert(x, y) : [x, y];
  };
}

/** Enough for a hundredth of a pixel. */
function digitsOf({ geo: { transform } }: GeoMap, convert: ToWgs84 | undefined): number {
  const [a, b, c, d, e, f] = transform;
  let size = Math.min(Math.hypot(a, d), Math.hypot(b, e));
  if (convert) {
    const [here, there] = [convert(c, f), convert(c + a, f + d)];
    size = Math.hypot(here[0] - there[0], here[1] - there[1]);
  }
  return Math.min(15, Math.max(0, Math.ceil(2 - Math.log10(size))));
}

function crsMember(epsg: number): string {
  return `"crs":${JSON.stringify({ type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } })},`;
}

/** Above 0 where the ring runs anticlockwise, y upwards. */
function signedArea(points: readonly (readonly number[])[]): number {
  return points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
}
