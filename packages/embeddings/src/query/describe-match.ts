import { findBoxes } from './find-boxes.js';
import type { PhotoMatch, SearchOptions, SimilarityMap } from './photo-match.js';
import { topPixels } from './top-pixels.js';

/** What is known of a photo that was found. */
export type FoundPhoto = Pick<PhotoMatch, 'name' | 'source' | 'similarity'>;

/** Where in a photo something was found. */
export function describeMatch(
  { name, source, similarity }: FoundPhoto,
  map: SimilarityMap,
  { boxes = 5, pixels = 3 }: SearchOptions,
): PhotoMatch {
  const { width, height } = map;
  return {
    ...{ name, source, width, height, similarity, map },
    boxes: findBoxes(map, boxes),
    pixels: topPixels(map, pixels),
  };
}
