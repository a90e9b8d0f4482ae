import { labelComponents } from './label-components.js';

/** A closed line: `[x0, y0, x1, y1, …]` in pixels from the top left corner of the picture, the last point joined to the first. */
export type Ring = readonly number[];

/** A connected area as polygons: its outline, and those of the holes in it. */
export interface Outline {
  /** Clockwise as seen on the screen. */
  readonly outer: Ring;
  /** The other way round. */
  readonly holes: readonly Ring[];
}

/** Steps to the right, down, left and up. */
const steps = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/** From a corner, the pixel ahead on the right-hand side, by direction; the one on the left is that of the direction before. */
const aheadRight = [
  [0, 0],
  [-1, 0],
  [-1, -1],
  [0, -1],
] as const;

/**
 * The outlines of a mask's connected areas, exactly along the edges of pixels: filled again, they give the mask. Pixels are connected
 * by edges; areas that only touch at a corner are two.
 *
 * @param mask not 0 where it is set, row-major.
 */
export function traceOutlines(mask: Uint8Array, width: number, height: number): Outline[] {
  const { ids } = labelComponents(mask, width);
  const isSet = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  /** Pixels whose upper edge is a part of a ring. */
  const isTraced = new Uint8Array(mask.length);

  function trace(startX: number, startY: number): number[] {
    const ring: number[] = [];
    let [x, y, direction] = [startX, startY, 0];
    do {
      ring.push(x, y);
      for (let isStraight = true; isStraight;) {
        if (direction === 0) isTraced[y * width + x] = 1;
        x += steps[direction][0];
        y += steps[direction][1];
        const turn = turnAt(x, y, direction);
        direction = (direction + turn) & 3;
        isStraight = turn === 0;
      }
    } while (x !== startX || y !== startY || direction !== 0);
    return ring;
  }

  /** 1 to the right, −1 to the left: the area stays on the right-hand side. */
  function turnAt(x: number, y: number, direction: number): number {
    const [rightX, rightY] = aheadRight[direction];
    if (!isSet(x + rightX, y + rightY)) return 1;
    const [leftX, leftY] = aheadRight[(direction + 3) & 3];
    return isSet(x + leftX, y + leftY) ? -1 : 0;
  }

  const outlines = new Map<number, { outer: Ring; holes: Ring[] }>();
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === 0 || isTraced[at] === 1 || (at >= width && mask[at - width] !== 0)) continue;
    const ring = trace(at % width, Math.floor(at / width));
    // The outline of an area has its first pixel, and is met before the holes.
    const outline = outlines.get(ids[at]);
    if (outline) outline.holes.push(ring);
    else outlines.set(ids[at], { outer: ring, holes: [] });
  }
  return [...outlines.values()];
}
