import type { Rectangle } from '../image/crop-image.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { canvasRows } from './canvas-rows.js';
import { createRowsReader } from './rows-reader.js';
import type { CanvasOptions, CanvasSource } from './view-pixels.js';
import type { ViewPass } from './view-plan.js';

/** Reads the part of a photo behind a window, and keeps it for its neighbours in the row. */
export type StripSource = (window: Rectangle, options: RunOptions) => Promise<CanvasSource>;

/** Most bytes of the photo that are read at once: 2²⁷, 128 MB. Many photos are decoded from the top for each reading. */
const maxRead = 2 ** 27;

/**
 * As `canvasSource`, for a photo that is read by rows. The pixels are the same. What rows of windows share is kept at the scale of
 * the canvas.
 *
 * @returns pixels that are valid until the next row of windows; throws as `createRowsReader`.
 */
export function createStripSource(
  photo: ImageRows,
  { canvas }: Pick<ViewPass, 'canvas'>,
  scaling: CanvasOptions,
): StripSource {
  const picture = canvasRows(photo, canvas, scaling);
  const { width, height, rows, columns } = picture;

  const read: ImageRows['read'] = async (first, last, options) => {
    const strip = picture.madeOf({ first, last });
    return picture.make(await photo.read(strip.first, strip.last, options), { first, last });
  };
  const bytesBehind = (first: number, last: number): number => {
    const strip = picture.madeOf({ first, last });
    return 3 * photo.width * (strip.last - strip.first);
  };
  const readOn = createRowsReader({ width, height, read }, (first, last) => {
    let end = first + 1;
    while (end < last && bytesBehind(first, end + 1) <= maxRead) end++;
    return end;
  });
  let held: { readonly y: number; readonly source: CanvasSource } | undefined;

  return async (window, options) => {
    const { y } = window;
    if (held?.y === y) return held.source;
    held = undefined;
    const { first, last } = picture.neededBy({ first: y, last: Math.min(y + window.height, canvas.height) });
    const image = await readOn(first, last, options);
    held = { y, source: { image, firstRow: first, rows, columns } };
    return held.source;
  };
}
