import { eoi, jpegSegments } from './jpeg-segments.js';
import type { Picture } from './picture.js';

/** True for files without the mark of their end, or that name a longer length; of other formats the decoders say so. */
export function lacksEnd({ format, input, isTruncated }: Picture): boolean {
  if (isTruncated) return true;
  if (typeof input === 'string') return false;
  // Damaged data may look like a segment that swallows the end.
  if (format === 'JPEG')
    return [...jpegSegments(input)].at(-1)?.marker !== eoi && !endsWith(input, [0xff, eoi]);
  if (format === 'PNG') return !Buffer.from(input.buffer, input.byteOffset, input.length).includes('IEND');
  if (format !== 'WebP') return false;
  return new DataView(input.buffer, input.byteOffset).getUint32(4, true) + 8 > input.length;
}

/** The last bytes; writers pad a little. */
function endsWith(bytes: Uint8Array, end: readonly number[]): boolean {
  return Buffer.from(bytes.subarray(-64)).includes(Buffer.from(end));
}
