import { areaOutlines, joinHoles, maskInBox, type Area, type Ring } from '@langseg/core';

/** A mask as CVAT takes it from a detector. */
export interface CvatMask {
  readonly label: string;
  readonly type: 'mask';
  /** How sure the model is, 0 to 1, in digits. */
  readonly confidence: string;
  /** The outline of the largest piece, x and y in turn, for people who want polygons. */
  readonly points: readonly number[];
  /** The pixels of the box, row by row, 0 or 1; then its left, top, right and bottom pixel, all of them inside. */
  readonly mask: readonly number[];
}

/** Twice what a ring surrounds, in pixels. */
function areaOf(ring: Ring): number {
  const at = (index: number) => ring[index % ring.length];
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) sum += at(i) * at(i + 3) - at(i + 2) * at(i + 1);
  return Math.abs(sum);
}

/** Writes an area for CVAT. */
export function cvatMask(area: Area, label: string, score: number, tolerance: number): CvatMask {
  const [left, top, width, height] = area.box;
  const rings = areaOutlines(area, tolerance).map(joinHoles);
  return {
    label,
    type: 'mask',
    confidence: score.toFixed(4),
    points: rings.reduce((largest, ring) => (areaOf(ring) > areaOf(largest) ? ring : largest)),
    mask: [...maskInBox(area.rle, area.box), left, top, left + width - 1, top + height - 1],
  };
}
