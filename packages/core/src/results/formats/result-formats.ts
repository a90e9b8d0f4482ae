import { areasFormat } from './areas.js';
import { heatmapsFormat } from './heatmaps.js';
import { jsonFormat } from './json.js';
import { maskFormat } from './mask.js';
import { masksFormat } from './masks.js';
import { overlayFormat } from './overlay.js';
import { rleFormat } from './rle.js';

/** Every result format that ships with LangSeg; the default registry has them. */
export const resultFormats = [
  overlayFormat,
  maskFormat,
  masksFormat,
  heatmapsFormat,
  jsonFormat,
  rleFormat,
  areasFormat,
] as const;
