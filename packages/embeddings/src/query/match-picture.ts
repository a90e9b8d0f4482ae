import {
  heatmapPixels,
  resizeBilinear,
  resizePillow,
  tensor,
  type ColorMap,
  type ImageSize,
  type RgbImage,
} from '@langseg/core';
import type { PixelRectangle } from '../geometry.js';
import type { PhotoMatch, SimilarityMap } from './photo-match.js';

/** Options of {@link matchPicture}. */
export interface MatchPictureOptions {
  /** Photo to lay the colours on. Default: the colours alone. */
  readonly over?: RgbImage;
  /** Cosines of the first and the last colour. Default: the least and the largest of the map. */
  readonly range?: readonly [low: number, high: number];
  /** Default `viridis`. */
  readonly colorMap?: ColorMap;
  /** Pixels of the longer side at most. Default 2048. */
  readonly longestSide?: number;
}

/** Pixels of a line, for each 1000 of the longer side. */
const lineWidth = 4;

/** Draws where in a photo something was found: how alike every place is as a colour, the boxes as white lines. */
export function matchPicture(
  { map, boxes }: Pick<PhotoMatch, 'map' | 'boxes'>,
  { over, range = rangeOf([map]), colorMap, longestSide = 2048 }: MatchPictureOptions = {},
): RgbImage {
  const scale = Math.min(1, longestSide / Math.max(map.width, map.height));
  const side = (length: number): number => Math.max(1, Math.round(length * scale));
  const size = { width: side(map.width), height: side(map.height) };
  const [low, high] = range;
  const levels = tensor(
    'float32',
    [1, 1, map.rows, map.columns],
    map.values.map((value) => (high > low ? (value - low) / (high - low) : 0)),
  );
  const { data } = resizeBilinear(levels, { size: [size.height, size.width] }, { alignCorners: false });
  const picture = heatmapPixels(data, size.width, size.height, {
    colorMap,
    over: over && resizePillow(over, size, 'bilinear'),
  });
  for (const box of boxes) drawBox(picture, scaled(box, map, size));
  return picture;
}

/** The least and the largest cosine of some maps, for pictures that are to be compared. */
export function rangeOf(maps: readonly SimilarityMap[]): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { values } of maps)
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  return [low, high];
}

function scaled({ x, y, width, height }: PixelRectangle, from: ImageSize, to: ImageSize): PixelRectangle {
  const across = (length: number): number => Math.round((length * to.width) / from.width);
  const down = (length: number): number => Math.round((length * to.height) / from.height);
  return {
    x: across(x),
    y: down(y),
    width: across(x + width) - across(x),
    height: down(y + height) - down(y),
  };
}

function drawBox({ width, height, data }: RgbImage, box: PixelRectangle): void {
  const line = Math.max(1, Math.round((Math.max(width, height) * lineWidth) / 1000));
  for (let y = box.y; y < Math.min(height, box.y + box.height); y++)
    for (let x = box.x; x < Math.min(width, box.x + box.width); x++) {
      const edge = Math.min(x - box.x, y - box.y, box.x + box.width - 1 - x, box.y + box.height - 1 - y);
      if (edge < line) data.fill(255, 3 * (y * width + x), 3 * (y * width + x) + 3);
    }
}
