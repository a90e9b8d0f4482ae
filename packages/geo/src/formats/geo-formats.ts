import { geojson } from './geojson.js';
import { geotiff } from './geotiff.js';

/** The built-in formats of label maps with a place. */
export const geoFormats = [geotiff, geojson] as const;
