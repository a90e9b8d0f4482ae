import { LangSegError } from '../errors/lang-seg-error.js';
import type { Rle } from './rle.js';
import type { Ring } from './trace-outlines.js';

/** Points of an edge are looked for on a grid that is so many times as fine as the pixels, as cocoapi does. */
const scale = 5;

/** How far outside of the picture a point may lie, in widths and heights of it. */
const farthest = 4;

/**
 * The pixels inside of rings by the even-odd rule, as `pycocotools` counts them: a ring alone gives what `rleFrPoly` of cocoapi's
 * maskApi.c does, bit for bit.
 *
 * @throws LangSegError `FILE_CORRUPT` for points that are no numbers, or far outside of the picture.
 */
export function fillRings(rings: readonly Ring[], width: number, height: number): Rle {
  const crossings: number[] = [];
  for (const ring of rings) addCrossings(assertInside(ring, width, height), width, height, crossings);
  crossings.sort((a, b) => a - b);
  const counts: number[] = [];
  let [last, isSet] = [0, false];
  for (let i = 0; i < crossings.length; i++) {
    // What is crossed twice at one place is not crossed.
    if (crossings[i] === crossings[i + 1]) {
      i++;
      continue;
    }
    counts.push(crossings[i] - last);
    last = crossings[i];
    isSet = !isSet;
  }
  if (last < width * height || counts.length === 0) counts.push(width * height - last);
  return { size: [height, width], counts };
}

function assertInside(ring: Ring, width: number, height: number): Ring {
  const limit = farthest * Math.max(width, height);
  const isBad = ring.some((value) => !(Math.abs(value) <= limit));
  if (!isBad && ring.length % 2 === 0) return ring;
  throw new LangSegError(
    'FILE_CORRUPT',
    `A polygon must have pairs of coordinates inside of its picture of ${width} × ${height}.`,
    { width, height },
  );
}

/** Adds where the ring is crossed on the way down the columns, one column after the other. */
function addCrossings(ring: Ring, width: number, height: number, crossings: number[]): void {
  let lastU = NaN;
  let lastV = NaN;
  for (let i = 0; i < ring.length; i += 2) {
    const next = (i + 2) % ring.length;
    const [startX, startY] = [fine(ring[i]), fine(ring[i + 1])];
    const [endX, endY] = [fine(ring[next]), fine(ring[next + 1])];
    const [dx, dy] = [Math.abs(endX - startX), Math.abs(endY - startY)];
    const steps = Math.max(dx, dy);
    const isFlat = dx >= dy;
    // An edge has the same points in both directions.
    const isFlipped = isFlat ? startX > endX : startY > endY;
    const [x, y] = isFlipped ? [endX, endY] : [startX, startY];
    const slope = steps === 0 ? 0 : ((isFlat ? endY - startY : endX - startX) * (isFlipped ? -1 : 1)) / steps;
    for (let step = 0; step <= steps; step++) {
      const t = isFlipped ? steps - step : step;
      const u = isFlat ? x + t : Math.trunc(x + slope * t + 0.5);
      const v = isFlat ? Math.trunc(y + slope * t + 0.5) : y + t;
      cross(u, v);
    }
  }

  function cross(u: number, v: number): void {
    if (u !== lastU && !Number.isNaN(lastU)) {
      const column = ((u < lastU ? u : u - 1) + 0.5) / scale - 0.5;
      if (Number.isInteger(column) && column >= 0 && column <= width - 1) {
        const row = Math.ceil(Math.min(Math.max((Math.min(v, lastV) + 0.5) / scale - 0.5, 0), height));
        crossings.push(column * height + row);
      }
    }
    lastU = u;
    lastV = v;
  }
}

function fine(value: number): number {
  return Math.trunc(scale * value + 0.5);
}
