import type { LabelMap } from '../math/label-map.js';

/** How much of a picture a label covers. */
export interface LabelArea {
  /** Position of the label in its set. */
  readonly index: number;
  readonly pixels: number;
  /** Part of all pixels, 0..1. */
  readonly share: number;
}

/**
 * Counts the pixels of every label.
 *
 * @param labelCount number of labels; indices from there on (255 for "ignore", say) are not reported, though they count
 * as pixels of the picture.
 * @returns one entry per label, in order, also for labels without pixels.
 */
export function labelAreas(labelMap: LabelMap, labelCount: number): LabelArea[] {
  const counts = new Uint32Array(65_536);
  for (let i = 0; i < labelMap.length; i++) counts[labelMap[i]]++;
  return Array.from({ length: labelCount }, (_, index) => ({
    index,
    pixels: counts[index],
    share: counts[index] / labelMap.length,
  }));
}
