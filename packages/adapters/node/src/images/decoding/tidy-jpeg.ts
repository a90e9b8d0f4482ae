import { eoi, jpegSegments, sos } from './jpeg-segments.js';

/**
 * Writes a JPEG anew without flaws that cost no pixel, so that a decoder that minds every flaw can tell what else is wrong:
 * bytes between segments, a missing end marker, and parameters of scans that sequential JPEGs leave no choice in (many
 * cameras write them wrongly).
 */
export function tidyJpeg(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 2)];
  let isSequential = false;
  let last = 0;
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker === 0xc0 || marker === 0xc1) isSequential = true;
    last = marker;
    const segment = bytes.subarray(start, end);
    parts.push(marker === sos && isSequential ? withPlainParameters(segment) : segment);
  }
  // Of a progressive JPEG whole passes may be missing.
  if (isSequential && last !== eoi) parts.push(Uint8Array.of(0xff, eoi));
  return Buffer.concat(parts);
}

/** Whether a JPEG has no end marker. What comes behind one doesn't matter. */
export function lacksEnd(bytes: Uint8Array): boolean {
  if (bytes.at(-2) === 0xff && bytes.at(-1) === eoi) return false;
  let last = 0;
  for (const { marker } of jpegSegments(bytes)) last = marker;
  return last !== eoi;
}

/** Sets the last three bytes of a scan's head: all coefficients at full precision (ITU-T T.81, table B.3). */
function withPlainParameters(segment: Uint8Array): Uint8Array {
  const head = 2 + ((segment[2] << 8) | segment[3]);
  if (head > segment.length || head < 6) return segment;
  const copy = segment.slice();
  copy.set([0, 63, 0], head - 3);
  return copy;
}
