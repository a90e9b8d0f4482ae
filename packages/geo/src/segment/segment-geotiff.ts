import {
  allocateLabelMap,
  isOtherLabel,
  labelNames,
  paletteWith,
  type Color,
  type Label,
  type LabelMap,
  type Palette,
  type Segmenter,
  type SegmentRowsOptions,
} from '@langseg/core';
import type { Georeference } from '../crs/georeference.js';
import type { GeoImage } from '../read/open-geotiff.js';

/** A label map that lies on a map. */
export interface GeoMap {
  readonly width: number;
  readonly height: number;
  readonly labels: readonly string[];
  readonly palette: Palette;
  /** `[height, width]`: the index of a label, or `noData`. */
  readonly labelMap: LabelMap;
  /** Value of pixels for which the picture has none: 255, or 65535 for more than 255 labels. */
  readonly noData: number;
  /** Indices of labels that stand for nothing: `other`. */
  readonly leftOut: ReadonlySet<number>;
  readonly geo: Georeference;
}

/** Options of {@link segmentGeoTiff}. */
export interface SegmentGeoTiffOptions extends Omit<SegmentRowsOptions, 'firstRow' | 'palette'> {
  /** Colours of the first labels. Default: by position. */
  readonly colors?: readonly Color[];
  /** Called when rows are labelled. */
  readonly onRows?: (done: number, of: number) => void;
}

/**
 * Labels a GeoTIFF in windows, from the top down; it is read in the same pieces. One byte a pixel is held, two for more than 255 labels.
 *
 * @throws LangSegError as `Segmenter.segmentRows`, and as reading does.
 */
export async function segmentGeoTiff(
  segmenter: Pick<Segmenter, 'segmentRows'>,
  image: GeoImage,
  labels: readonly Label[],
  { colors = [], onRows, ...options }: SegmentGeoTiffOptions = {},
): Promise<GeoMap> {
  const { width, height, geo, missing } = image;
  const names = labelNames(labels, options);
  // One value more than there are labels.
  const labelMap = allocateLabelMap(width * height, names.length + 1);
  const noData = labelMap.BYTES_PER_ELEMENT === 1 ? 255 : 65_535;
  for await (const rows of segmenter.segmentRows(image, labels, options)) {
    labelMap.set(rows.labelMap, rows.firstRow * width);
    onRows?.(rows.lastRow, height);
  }
  if (missing) for (let at = 0; at < missing.length; at++) if (missing[at] === 1) labelMap[at] = noData;
  const leftOut = new Set(names.flatMap((name, index) => (isOtherLabel(name) ? [index] : [])));
  return {
    width,
    height,
    labels: names,
    palette: paletteWith(colors, names.length),
    labelMap,
    noData,
    leftOut,
    geo,
  };
}
