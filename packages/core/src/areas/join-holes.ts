import type { Outline, Ring } from './trace-outlines.js';

/**
 * One ring for an outline with holes, for formats that know none: every hole is joined to the outer ring by a line that is walked there
 * and back. Filled by the even-odd rule, it is the area with its holes.
 */
export function joinHoles({ outer, holes }: Outline): Ring {
  if (holes.length === 0) return outer;
  const joints = new Map<number, Ring[]>();
  for (const hole of holes) {
    const at = closestPoint(outer, hole[0], hole[1]);
    joints.set(at, [...(joints.get(at) ?? []), hole]);
  }
  const ring: number[] = [];
  for (let at = 0; at < outer.length; at += 2) {
    ring.push(outer[at], outer[at + 1]);
    for (const hole of joints.get(at) ?? [])
      for (const value of [...hole, hole[0], hole[1], outer[at], outer[at + 1]]) ring.push(value);
  }
  return ring;
}

function closestPoint(ring: Ring, x: number, y: number): number {
  let [closest, shortest] = [0, Infinity];
  for (let at = 0; at < ring.length; at += 2) {
    const distance = (ring[at] - x) ** 2 + (ring[at + 1] - y) ** 2;
    if (distance < shortest) [closest, shortest] = [at, distance];
  }
  return closest;
}
