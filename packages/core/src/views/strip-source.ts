import { LangSegError } from '../errors/lang-seg-error.js';
import type { Rectangle } from '../image/crop-image.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { RunOptions } from '../interfaces/run-options.js';
import { canvasRows, type RowRange } from './canvas-rows.js';
import type { CanvasOptions, CanvasSource } from './view-pixels.js';
import type { ViewPass } from './view-plan.js';

/** Reads the part of a photo behind a window, and keeps it for its neighbours in the row. */
export type StripSource = (window: Rectangle, options: RunOptions) => Promise<CanvasSource>;

/** Most bytes of the photo that are read at once: 2²⁷, 128 MB. Many photos are decoded from the top for each reading. */
const maxRead = 2 ** 27;

/** Most bytes that are kept for a row of windows: 2²⁸, 256 MB. */
const maxKept = 2 ** 28;

/**
 * As `canvasSource`, for a photo that is read by rows. The pixels are the same. What rows of windows share is kept where it is
 * in memory, at the scale of the canvas, and the photo is only asked for the rows below.
 *
 * @returns pixels that are valid until the next row of windows; throws LangSegError `IMAGE_TOO_LARGE` if a row of windows needs more
 * than 256 MB, and what the photo throws.
 */
export function createStripSource(
  photo: ImageRows,
  { canvas }: Pick<ViewPass, 'canvas'>,
  scaling: CanvasOptions,
): StripSource {
  const picture = canvasRows(photo, canvas, scaling);
  const { width, rows, columns } = picture;
  const rowLength = 3 * width;
  let buffer = new Uint8Array(0);
  /** Rows of the picture in the buffer, from its start on. */
  let kept: RowRange = { first: 0, last: 0 };
  let held: { readonly y: number; readonly source: CanvasSource } | undefined;

  /** Leaves in the buffer what is wanted of it, and makes room for the rest. */
  function keep({ first, last }: RowRange): void {
    const length = (last - first) * rowLength;
    if (length > maxKept)
      throw new LangSegError(
        'IMAGE_TOO_LARGE',
        `A row of windows needs ${last - first} rows of ${width} pixels: more than 256 MB. ` +
          'Use smaller windows, or scale the photo down.',
        { rows: last - first, width },
      );
    if (first < kept.first || first > kept.last) kept = { first, last: first };
    const shared = buffer.subarray((first - kept.first) * rowLength, (kept.last - kept.first) * rowLength);
    if (buffer.length < length) buffer = new Uint8Array(length);
    buffer.set(shared);
    kept = { first, last: kept.last };
  }

  /** As many rows of the picture as one reading gives. */
  function nextPiece({ first, last }: RowRange): RowRange {
    const bytesUntil = (end: number): number => {
      const strip = picture.madeOf({ first, last: end });
      return 3 * photo.width * (strip.last - strip.first);
    };
    let end = first + 1;
    while (end < last && bytesUntil(end + 1) <= maxRead) end++;
    return { first, last: end };
  }

  async function fill(last: number, options: RunOptions): Promise<void> {
    while (kept.last < last) {
      const piece = nextPiece({ first: kept.last, last });
      const strip = picture.madeOf(piece);
      const { data } = picture.make(await photo.read(strip.first, strip.last, options), piece);
      buffer.set(data, (piece.first - kept.first) * rowLength);
      kept = { first: kept.first, last: piece.last };
    }
  }

  return async ({ y, height }, options) => {
    if (held?.y === y) return held.source;
    held = undefined;
    const { first, last } = picture.neededBy({ first: y, last: Math.min(y + height, canvas.height) });
    keep({ first, last });
    await fill(last, options);
    const image = { width, height: last - first, data: buffer.subarray(0, (last - first) * rowLength) };
    held = { y, source: { image, firstRow: first, rows, columns } };
    return held.source;
  };
}
