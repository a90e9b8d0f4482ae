import { LangSegError } from '@langseg/core';
import proj4 from 'proj4';

/** Turns coordinates of a map into longitude and latitude of WGS 84, in degrees. */
export type ToWgs84 = (x: number, y: number) => readonly [longitude: number, latitude: number];

/**
 * The systems whose relation to WGS 84 is known without tables: degrees and UTM zones of WGS 84, ETRS89 and NAD83 (the latter two taken for
 * WGS 84, which is right to about a metre), and Web Mercator.
 */
function definitionOf(epsg: number): string | undefined {
  if ([4326, 4258, 4269, 4979].includes(epsg)) return '+proj=longlat +datum=WGS84 +no_defs';
  if (epsg === 3857 || epsg === 900913) return 'EPSG:3857';
  const zone = epsg % 100;
  const isUtm = { 326: 60, 327: 60, 258: 38, 269: 23 }[Math.floor(epsg / 100)];
  if (isUtm === undefined || zone < 1 || zone > isUtm) return undefined;
  return `+proj=utm +zone=${zone}${Math.floor(epsg / 100) === 327 ? ' +south' : ''} +datum=WGS84 +units=m +no_defs`;
}

/**
 * The way from a coordinate reference system to WGS 84.
 *
 * @param definition of the system in the words of PROJ, for those that are not known here.
 * @throws LangSegError `CONFIG_INVALID` for a system that is not known, and a definition that can't be read.
 */
export function toWgs84(epsg: number | undefined, definition?: string): ToWgs84 {
  const known = definition ?? (epsg === undefined ? undefined : definitionOf(epsg));
  if (known === undefined)
    throw new LangSegError(
      'CONFIG_INVALID',
      `How ${epsg === undefined ? 'the coordinate reference system of this picture' : `EPSG:${epsg}`} relates to WGS 84 is not known here. ` +
        'Give its definition for PROJ (geojson.proj4="+proj=…", see epsg.io), or keep its coordinates (geojson.crs=source).',
      { epsg },
    );
  try {
    const { forward } = proj4(known, 'EPSG:4326');
    return (x, y) => {
      const [longitude, latitude] = forward([x, y]);
      return [longitude, latitude];
    };
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `PROJ's definition can't be read: ${known.slice(0, 200)}`,
      { epsg },
      { cause },
    );
  }
}
