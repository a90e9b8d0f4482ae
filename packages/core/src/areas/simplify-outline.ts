import type { Outline, Ring } from './trace-outlines.js';

/**
 * Leaves out points of an outline that are no further than `tolerance` pixels from the line without them (Douglas and Peucker). 0 leaves
 * it as it is. Holes that vanish are left out.
 */
export function simplifyOutline({ outer, holes }: Outline, tolerance: number): Outline {
  if (tolerance <= 0) return { outer, holes };
  const simple = simplifyRing(outer, tolerance);
  return {
    outer: simple.length < 6 ? outer : simple,
    holes: holes.map((hole) => simplifyRing(hole, tolerance)).filter((hole) => hole.length >= 6),
  };
}

function simplifyRing(ring: Ring, tolerance: number): number[] {
  const count = ring.length / 2;
  const isKept = new Uint8Array(count + 1);
  const far = farthest(ring, 0, 0, count);
  const open: [from: number, to: number][] = [
    [0, far.point],
    [far.point, count],
  ];
  isKept[0] = 1;
  isKept[far.point] = 1;
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    const { point, squared } = farthest(ring, from, to % count, to);
    if (squared <= tolerance * tolerance) continue;
    isKept[point] = 1;
    open.push([from, point], [point, to]);
  }
  const kept: number[] = [];
  for (let point = 0; point < count; point++)
    if (isKept[point] === 1) kept.push(ring[2 * point], ring[2 * point + 1]);
  return kept;
}

/** The point between `from` and `end` that is farthest from the line between the points `from` and `to`. */
function farthest(
  ring: Ring,
  from: number,
  to: number,
  end: number,
): { readonly point: number; readonly squared: number } {
  const [ax, ay] = [ring[2 * from], ring[2 * from + 1]];
  const [dx, dy] = [ring[2 * to] - ax, ring[2 * to + 1] - ay];
  const length = dx * dx + dy * dy;
  let [point, squared] = [from, -1];
  for (let at = from + 1; at < end; at++) {
    const [x, y] = [ring[2 * at] - ax, ring[2 * at + 1] - ay];
    const share = length === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / length));
    const distance = (x - share * dx) ** 2 + (y - share * dy) ** 2;
    if (distance > squared) [point, squared] = [at, distance];
  }
  return { point, squared };
}
