import { Unzlib } from 'fflate';

/** Compressed bytes that are unpacked at a time: deflate makes at most 1,032 times as many of them. */
const slice = 4096;

/**
 * Unpacks a zlib stream of a known length. What is left over is not unpacked, so that memory and time are bounded by the
 * length that was announced.
 *
 * @throws Error when the stream is damaged, too short or too long.
 */
export function inflateExactly(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const result = new Uint8Array(length);
  let filled = 0;
  let isTooLong = false;
  const inflator = new Unzlib((unpacked) => {
    isTooLong ||= filled + unpacked.length > length;
    if (!isTooLong) result.set(unpacked, filled);
    filled += unpacked.length;
  });
  const expected = `its header announces ${length} bytes of pixels`;
  for (const [index, chunk] of chunks.entries())
    for (let start = 0; start < chunk.length; start += slice) {
      const isLast = index === chunks.length - 1 && start + slice >= chunk.length;
      inflator.push(chunk.subarray(start, start + slice), isLast);
      if (isTooLong) throw new Error(`${expected}, but has more`);
    }
  if (filled < length) throw new Error(`${expected}, but has ${filled}`);
  return result;
}
