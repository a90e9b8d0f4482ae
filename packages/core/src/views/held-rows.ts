import type { ImageRows } from '../interfaces/image-rows.js';

/**
 * Returns a function that reads rows of a photo, further and further down. What it read last stays where it is in memory, and
 * the photo is only asked for the rows below.
 *
 * @returns rows that are valid until the next call.
 */
export function createHeldRows(photo: ImageRows): ImageRows['read'] {
  const { width } = photo;
  const rowLength = 3 * width;
  let buffer = new Uint8Array(0);
  /** Rows `top` … `bottom − 1` are held, from the buffer's start on. */
  let top = 0;
  let bottom = 0;

  return async (first, last, options) => {
    if (first < top || first > bottom) top = bottom = first;
    const kept = buffer.subarray((first - top) * rowLength, (bottom - top) * rowLength);
    const length = (last - first) * rowLength;
    if (buffer.length < length) buffer = new Uint8Array(length);
    buffer.set(kept);
    top = first;
    if (bottom < last) {
      const { data } = await photo.read(bottom, last, options);
      buffer.set(data, (bottom - first) * rowLength);
      bottom = last;
    }
    return { width, height: last - first, data: buffer.subarray(0, length) };
  };
}
