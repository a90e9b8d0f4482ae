import type { RgbImage } from '@langseg/core';

/** A step of an outline, as fonts and SVG paths have them: move, line, quadratic or cubic curve, close. */
export type OutlineStep =
  | ({ readonly type: 'M' } & End)
  | ({ readonly type: 'L' } & End)
  | ({ readonly type: 'Q'; readonly x1: number; readonly y1: number } & End)
  | ({
      readonly type: 'C';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
    } & End)
  | { readonly type: 'Z' };

interface End {
  readonly x: number;
  readonly y: number;
}

/** Where and how an outline is painted. */
export interface Ink {
  /** Pixels that the outline is moved by. Default 0. */
  readonly left?: number;
  readonly top?: number;
  /** Pixels per unit of the outline. Default 1. */
  readonly scale?: number;
  readonly color: readonly number[];
  /** Default 1. */
  readonly opacity?: number;
}

type Point = readonly [x: number, y: number];

/** Paints the area inside an outline, with soft edges. What lies outside the canvas is left out. */
export function fillOutline(canvas: RgbImage, outline: Iterable<OutlineStep>, ink: Ink): void {
  const { left = 0, top = 0, scale = 1, color, opacity = 1 } = ink;
  const edges = toEdges(outline, (x, y) => [left + x * scale, top + y * scale]);
  if (edges.length === 0) return;
  const points = edges.flat();
  const first = clamp(Math.floor(Math.min(...points.map(([x]) => x))), canvas.width);
  const last = clamp(Math.ceil(Math.max(...points.map(([x]) => x))), canvas.width);
  const firstRow = clamp(Math.floor(Math.min(...points.map(([, y]) => y))), canvas.height);
  const lastRow = clamp(Math.ceil(Math.max(...points.map(([, y]) => y))), canvas.height);
  const [width, height] = [last - first, lastRow - firstRow];
  if (width === 0 || height === 0) return;
  const changes = new Float32Array((width + 2) * height);
  for (const [from, to] of edges)
    addEdge(changes, width, height, [from[0] - first, from[1] - firstRow], [to[0] - first, to[1] - firstRow]);
  for (let y = 0; y < height; y++) {
    let covered = 0;
    for (let x = 0; x < width; x++) {
      covered += changes[y * (width + 2) + x];
      const share = opacity * Math.min(1, Math.abs(covered));
      if (share > 0.002) blend(canvas, first + x, firstRow + y, color, share);
    }
  }
}

/** Mixes a colour into a pixel; `share` is 0 to 1. */
export function blend(
  { data, width }: RgbImage,
  x: number,
  y: number,
  color: readonly number[],
  share: number,
): void {
  const at = (y * width + x) * 3;
  for (let channel = 0; channel < 3; channel++)
    data[at + channel] = Math.round(data[at + channel] + share * (color[channel] - data[at + channel]));
}

/** Lines that follow the outline; curves become eight each, which is finer than a pixel in a legend's letters. */
function toEdges(outline: Iterable<OutlineStep>, place: (x: number, y: number) => Point): [Point, Point][] {
  const edges: [Point, Point][] = [];
  let [start, pen]: Point[] = [place(0, 0), place(0, 0)];
  const lineTo = (point: Point): void => {
    edges.push([pen, point]);
    pen = point;
  };
  const curveTo = (...points: readonly Point[]): void => {
    const all = [pen, ...points];
    for (let i = 1; i <= 8; i++) lineTo(onCurve(all, i / 8));
  };
  for (const step of outline) {
    if (step.type === 'Z') lineTo(start);
    else if (step.type === 'M') start = pen = place(step.x, step.y);
    else if (step.type === 'L') lineTo(place(step.x, step.y));
    else if (step.type === 'Q') curveTo(place(step.x1, step.y1), place(step.x, step.y));
    else curveTo(place(step.x1, step.y1), place(step.x2, step.y2), place(step.x, step.y));
  }
  return edges;
}

/** De Casteljau's construction. */
function onCurve(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0];
  const between = points
    .slice(1)
    .map((to, i): Point => [
      points[i][0] + t * (to[0] - points[i][0]),
      points[i][1] + t * (to[1] - points[i][1]),
    ]);
  return onCurve(between, t);
}

/**
 * Notes in each row how the covered share changes from pixel to pixel where an edge passes; the sum from the left is
 * then the signed area inside, as in Raph Levien's font-rs. Edges left of the canvas count at its border.
 */
function addEdge(changes: Float32Array, width: number, height: number, from: Point, to: Point): void {
  if (from[1] === to[1]) return;
  const direction = from[1] < to[1] ? 1 : -1;
  const [upper, lower] = direction === 1 ? [from, to] : [to, from];
  const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
  const lastRow = Math.min(height, Math.ceil(lower[1]));
  for (let row = Math.max(0, Math.floor(upper[1])); row < lastRow; row++) {
    const begin = Math.max(row, upper[1]);
    const end = Math.min(row + 1, lower[1]);
    const x0 = upper[0] + slope * (begin - upper[1]);
    const x1 = upper[0] + slope * (end - upper[1]);
    // Pieces no wider than a pixel: the change is then shared between a pixel and the next.
    const pieces = Math.max(1, Math.ceil(Math.abs(x1 - x0)));
    const change = (direction * (end - begin)) / pieces;
    for (let piece = 0; piece < pieces; piece++) {
      const middle = Math.min(width, Math.max(0, x0 + ((x1 - x0) * (piece + 0.5)) / pieces));
      const pixel = Math.floor(middle);
      changes[row * (width + 2) + pixel] += change * (1 - (middle - pixel));
      changes[row * (width + 2) + pixel + 1] += change * (middle - pixel);
    }
  }
}

function clamp(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
