import { LangSegError } from '../errors/lang-seg-error.js';
import type { LabelMap } from '../math/label-map.js';

/** COCO's run-length encoding of a mask: lengths of runs in column-major order, the first one of zeros. */
export interface Rle {
  /** `[height, width]`. */
  readonly size: readonly [number, number];
  /** `0 1 0 1 …`; starts with 0 when the first pixel is set. */
  readonly counts: readonly number[];
}

/** {@link Rle} with the runs packed into a string, the form of COCO's annotation files and of `pycocotools`. */
export interface CompressedRle {
  /** `[height, width]`. */
  readonly size: readonly [number, number];
  readonly counts: string;
}

/**
 * The masks of all labels that have pixels as COCO RLE, by label index, in one pass over the map.
 *
 * @param labelMap or any other map of numbers, such as those of connected areas.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the map has another size.
 */
export function encodeRles(
  labelMap: LabelMap | Uint32Array,
  width: number,
  height: number,
): Map<number, Rle> {
  const pixels = width * height;
  if (labelMap.length !== pixels)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A label map of ${width} × ${height} has ${pixels} pixels, got ${labelMap.length}.`,
    );
  const runs = new Map<number, { counts: number[]; end: number }>();
  const close = (label: number, start: number, end: number) => {
    let entry = runs.get(label);
    if (!entry) runs.set(label, (entry = { counts: [], end: 0 }));
    entry.counts.push(start - entry.end, end - start);
    entry.end = end;
  };
  let label = labelMap[0];
  let start = 0;
  for (let x = 0, position = 0; x < width; x++)
    for (let at = x; at < pixels; at += width, position++) {
      if (labelMap[at] === label) continue;
      close(label, start, position);
      label = labelMap[at];
      start = position;
    }
  close(label, start, pixels);
  return new Map(
    [...runs].map(([index, { counts, end }]) => {
      if (end < pixels) counts.push(pixels - end);
      return [index, { size: [height, width], counts }];
    }),
  );
}

/**
 * The mask of one label of a label map as COCO RLE.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the map has another size.
 */
export function encodeRle(labelMap: LabelMap, index: number, width: number, height: number): Rle {
  return (
    encodeRles(labelMap, width, height).get(index) ?? { size: [height, width], counts: [width * height] }
  );
}

/**
 * The mask of an RLE in either form, row-major, 0 or 1.
 *
 * @throws LangSegError `FILE_CORRUPT` when the runs don't fill the mask exactly, the string is cut off, or the value is no RLE at all.
 */
export function decodeRle(rle: Rle | CompressedRle): Uint8Array {
  const { size, counts: runs } = expandRle(rle);
  const [height, width] = size;
  const pixels = width * height;
  const mask = new Uint8Array(pixels);
  let position = 0;
  runs.forEach((run, i) => {
    const end = position + run;
    if (i % 2 === 1)
      for (let p = position; p < end; p++) mask[(p % height) * width + Math.floor(p / height)] = 1;
    position = end;
  });
  return mask;
}

/**
 * Packs the runs into COCO's string: from the third run on the difference to the run before the last, five bits a
 * character with a continuation bit, offset 48. Follows `rleToString` of cocoapi's maskApi.c.
 */
export function compressRle({ size, counts }: Rle): CompressedRle {
  let packed = '';
  counts.forEach((count, i) => {
    let rest = i > 2 ? count - counts[i - 2] : count;
    for (let more = true; more;) {
      const bits = rest & 0x1f;
      rest >>= 5;
      more = bits & 0x10 ? rest !== -1 : rest !== 0;
      packed += String.fromCharCode((more ? bits | 0x20 : bits) + 48);
    }
  });
  return { size, counts: packed };
}

/**
 * The runs of an RLE as numbers, whichever form it has.
 *
 * @throws LangSegError `FILE_CORRUPT` as {@link decodeRle}.
 */
export function expandRle(rle: Rle | CompressedRle): Rle {
  assertRle(rle);
  const { size, counts } = rle;
  const pixels = size[0] * size[1];
  if (pixels > mostPixels)
    throw new LangSegError(
      'FILE_CORRUPT',
      `An RLE may have at most ${mostPixels} pixels, this one claims ${size[0]} × ${size[1]}.`,
      { size },
    );
  const runs = typeof counts === 'string' ? unpackCounts(counts) : counts;
  if (runs.some((run) => !(run >= 0)) || runs.reduce((sum, run) => sum + run, 0) !== pixels)
    throw new LangSegError(
      'FILE_CORRUPT',
      `The runs of an RLE of ${size[0]} × ${size[1]} must add up to ${pixels} pixels. The annotation is damaged.`,
      { size },
    );
  return { size, counts: runs };
}

/** A few bytes can claim any size; no photo that LangSeg reads has as many. */
const mostPixels = 2 ** 28;

/** RLEs come out of annotation files, so types promise nothing. */
function assertRle(rle: unknown): asserts rle is Rle | CompressedRle {
  const { size, counts } = (rle ?? {}) as { readonly size?: unknown; readonly counts?: unknown };
  const isSide = (side: unknown) => Number.isInteger(side) && (side as number) >= 0;
  if (!Array.isArray(size) || size.length !== 2 || !size.every(isSide))
    throw new LangSegError('FILE_CORRUPT', 'An RLE needs a "size": its height and width in whole pixels.');
  if (typeof counts !== 'string' && !(Array.isArray(counts) && counts.every(Number.isInteger)))
    throw new LangSegError('FILE_CORRUPT', 'An RLE needs "counts": whole numbers, or a string of COCO.');
}

/** Inverse of {@link compressRle}; follows `rleFrString`. */
function unpackCounts(packed: string): number[] {
  const counts: number[] = [];
  for (let at = 0; at < packed.length;) {
    let value = 0;
    let shift = 0;
    for (let more = true; more; shift += 5) {
      const bits = packed.charCodeAt(at++) - 48;
      if (!(bits >= 0 && bits < 64) || shift > 30)
        throw new LangSegError('FILE_CORRUPT', `The RLE string is damaged at character ${at - 1}.`, {
          at: at - 1,
        });
      value |= (bits & 0x1f) << shift;
      more = (bits & 0x20) !== 0;
      if (!more && bits & 0x10 && shift + 5 < 32) value |= -1 << (shift + 5);
    }
    counts.push(counts.length > 2 ? value + counts[counts.length - 2] : value);
  }
  return counts;
}
