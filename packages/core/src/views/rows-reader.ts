import { LangSegError } from '../errors/lang-seg-error.js';
import type { ImageRows } from '../interfaces/image-rows.js';

/** Most bytes that are held: 2²⁸, 256 MB. */
const maxBytes = 2 ** 28;

/**
 * Returns a function that reads rows of a photo, further and further down. What it read last stays where it is in memory, and
 * the photo is only asked for the rows below.
 *
 * @param endOfPiece where one reading ends that begins with row `first`, at `last` or before. Default: `last`.
 * @returns rows that are valid until the next call.
 * @throws LangSegError `IMAGE_TOO_LARGE` for more than 256 MB at once, and what the photo throws.
 */
export function createRowsReader(
  photo: ImageRows,
  endOfPiece: (first: number, last: number) => number = (_, last) => last,
): ImageRows['read'] {
  const { width } = photo;
  const rowLength = 3 * width;
  let buffer = new Uint8Array(0);
  /** Rows `top` … `bottom − 1` are held, from the buffer's start on. */
  let top = 0;
  let bottom = 0;

  return async (first, last, options) => {
    const length = (last - first) * rowLength;
    if (length > maxBytes)
      throw new LangSegError(
        'IMAGE_TOO_LARGE',
        `A row of windows needs ${last - first} rows of ${width} pixels: more than 256 MB. Use smaller windows.`,
        { rows: last - first, width },
      );
    if (first < top || first > bottom) top = bottom = first;
    const kept = buffer.subarray((first - top) * rowLength, (bottom - top) * rowLength);
    if (buffer.length < length) buffer = new Uint8Array(length);
    buffer.set(kept);
    top = first;
    while (bottom < last) {
      const end = endOfPiece(bottom, last);
      const { data } = await photo.read(bottom, end, options);
      buffer.set(data, (bottom - first) * rowLength);
      bottom = end;
    }
    return { width, height: last - first, data: buffer.subarray(0, length) };
  };
}
