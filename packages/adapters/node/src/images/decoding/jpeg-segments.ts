/** A marker segment of a JPEG; that of a scan goes to the end of its coded data. */
export interface JpegSegment {
  /** The byte behind 0xff. */
  readonly marker: number;
  readonly start: number;
  readonly end: number;
}

/** Start of scan. */
export const sos = 0xda;
/** End of image. */
export const eoi = 0xd9;

/**
 * Walks through the segments of a JPEG behind its first marker up to its end, as libjpeg does: bytes between segments are
 * skipped. Ends early where the file does.
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment, void, undefined> {
  let at = 2;
  while (at < bytes.length) {
    const start = nextMarker(bytes, at);
    if (start < 0) return;
    const marker = bytes[start + 1];
    const length = isAlone(marker) ? 0 : ((bytes[start + 2] ?? 0) << 8) | (bytes[start + 3] ?? 0);
    at = Math.min(bytes.length, start + 2 + length);
    if (marker === sos) at = endOfScan(bytes, at);
    yield { marker, start, end: at };
    if (marker === eoi) return;
  }
}

/** Markers without a length: the end, restarts and TEM. */
function isAlone(marker: number): boolean {
  return marker === eoi || marker === 0x01 || isRestart(marker);
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}

/** Where the next 0xff with a marker behind it stands; -1 where there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] !== 0 && bytes[at + 1] !== 0xff) return at;
  return -1;
}

function endOfScan(bytes: Uint8Array, from: number): number {
  let at = nextMarker(bytes, from);
  while (at >= 0 && isRestart(bytes[at + 1])) at = nextMarker(bytes, at + 2);
  return at < 0 ? bytes.length : at;
}
