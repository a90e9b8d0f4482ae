import { overlayImageData, type WebSegmentation } from '@langseg/web';
import { namePlaces, type NamePlace } from './name-places.js';
import type { ViewWord } from './view-words.js';

/** How a result is painted. */
export interface PaintViewOptions {
  /** Of the colours, 0..1. */
  readonly opacity: number;
  /** Index of the only word to paint; all where it is undefined. */
  readonly only?: number;
}

/** What lies over the photo. */
export interface PaintedView {
  readonly layer: ImageData;
  readonly names: readonly NamePlace[];
}

/** Paints the words of a result. What none of them won, the catch-all's pixels, stays the photo. */
export function paintView(
  { width, height, labelMap, labels }: Pick<WebSegmentation, 'width' | 'height' | 'labelMap' | 'labels'>,
  words: readonly ViewWord[],
  { opacity, only }: PaintViewOptions,
): PaintedView {
  const isShown = (label: number) => label < words.length && (only === undefined || only === label);
  const palette = new Uint8Array(3 * labels.length);
  words.forEach(({ color }, index) => {
    const value = parseInt(color.slice(1), 16);
    palette.set([value >> 16, (value >> 8) & 255, value & 255], 3 * index);
  });
  return {
    layer: overlayImageData(
      { width, height, labelMap, palette },
      { alpha: opacity, hidden: new Set([...labels.keys()].filter((label) => !isShown(label))) },
    ),
    names: namePlaces(labelMap, { width, height }, labels.length, (pixel) => isShown(labelMap[pixel])),
  };
}
