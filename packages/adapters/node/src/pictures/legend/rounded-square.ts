import type { OutlineStep } from './fill-outline.js';

/** How far from the corner a cubic curve's control points lie, in radii, to look like a quarter of a circle. */
const corner = 1 - 0.5523;

/** The outline of a square from (`from`, `from`) to (`to`, `to`) with round corners. */
export function roundedSquare(from: number, to: number, radius: number): readonly OutlineStep[] {
  const [near, far] = [from + radius * corner, to - radius * corner];
  const [begin, end] = [from + radius, to - radius];
  return [
    { type: 'M', x: begin, y: from },
    { type: 'L', x: end, y: from },
    { type: 'C', x1: far, y1: from, x2: to, y2: near, x: to, y: begin },
    { type: 'L', x: to, y: end },
    { type: 'C', x1: to, y1: far, x2: far, y2: to, x: end, y: to },
    { type: 'L', x: begin, y: to },
    { type: 'C', x1: near, y1: to, x2: from, y2: far, x: from, y: end },
    { type: 'L', x: from, y: begin },
    { type: 'C', x1: from, y1: near, x2: near, y2: from, x: begin, y: from },
    { type: 'Z' },
  ];
}
