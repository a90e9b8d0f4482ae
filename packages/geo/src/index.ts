export { georeferenceOf, type GeoTags, type Georeference } from './crs/georeference.js';
export { toWgs84, type ToWgs84 } from './crs/to-wgs84.js';

export { openGeoTiff, type GeoImage, type GeoTiffOptions } from './read/open-geotiff.js';
export type { ValueRange } from './read/pixel-range.js';
export { segmentGeoTiff, type GeoMap, type SegmentGeoTiffOptions } from './segment/segment-geotiff.js';

export {
  defineGeoFormat,
  geoFormatSlot,
  type GeoFormatComponent,
  type GeoFormatContext,
} from './formats/geo-format.js';
export { geoFormats } from './formats/geo-formats.js';
export { saveGeoMap, type SaveGeoMapOptions } from './formats/save-geo-map.js';
