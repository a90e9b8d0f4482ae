import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { escapeHtml } from './escape-html.js';

/** A point of a curve. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A curve of a chart. */
export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  /** A CSS colour. */
  readonly color: string;
  /** Drawn faintly, behind the others. */
  readonly isFaint?: boolean;
}

const [width, height] = [720, 280];
const margin = { top: 12, right: 16, bottom: 44, left: 76 };
const drawnPoints = 1500;

/** What the axes of a chart measure, with units. */
export interface Axes {
  readonly x: string;
  readonly y: string;
  /** Ends of both axes. Default: what the points span, with whole numbers on the x axis. */
  readonly range?: readonly [number, number];
}

/** A chart for `htmlPage`, with named axes and a legend; on narrow screens it is scrolled, so that its words can be read. */
export function lineChart(title: string, axes: Axes, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points);
  const { range } = axes;
  const x = scaleLinear(range ?? extent(all.map((point) => point.x)), [margin.left, width - margin.right]);
  const y = scaleLinear(range ?? extent(all.map((point) => point.y)), [
    height - margin.bottom,
    margin.top,
  ]).nice();
  const draw = line<Point>()
    .x((point) => round(x(point.x)))
    .y((point) => round(y(point.y)));
  const format = y.tickFormat(5);
  const grid = y.ticks(5).map((value) => {
    const at = round(y(value));
    return (
      `<line x1="${margin.left}" x2="${width - margin.right}" y1="${at}" y2="${at}" class="grid"/>` +
      `<text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${escapeHtml(format(value))}</text>`
    );
  });
  const steps = x
    .ticks(8)
    .filter((value) => range !== undefined || Number.isInteger(value))
    .map(
      (value) =>
        `<text x="${round(x(value))}" y="${height - margin.bottom + 16}" text-anchor="middle">${value}</text>`,
    );
  const paths = curves.map(({ points, color, isFaint }) =>
    points.length === 1
      ? `<circle cx="${round(x(points[0].x))}" cy="${round(y(points[0].y))}" r="3" fill="${color}"/>`
      : `<path d="${draw(thin(points, drawnPoints)) ?? ''}" stroke="${color}"${isFaint ? ' opacity="0.25"' : ''}/>`,
  );
  return [
    `<div class="wide"><svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">`,
    ...grid,
    ...steps,
    `<text x="${(margin.left + width - margin.right) / 2}" y="${height - 6}" text-anchor="middle" class="axis">${escapeHtml(axes.x)}</text>`,
    `<text transform="translate(14 ${(margin.top + height - margin.bottom) / 2}) rotate(-90)" text-anchor="middle" class="axis">${escapeHtml(axes.y)}</text>`,
    ...paths,
    ...legend(curves, range && freeCorner(curves, range)),
    '</svg></div>',
  ].join('\n');
}

type Corner = 'upper left' | 'upper right' | 'lower right';

/** Rising curves leave the upper left corner free; where one begins there, the lower right one is. */
function freeCorner(curves: readonly Curve[], [low, high]: readonly [number, number]): Corner {
  const isTaken = curves.some(({ points }) =>
    points.some(({ x, y }) => x - low < 0.4 * (high - low) && y - low > 0.6 * (high - low)),
  );
  return isTaken ? 'lower right' : 'upper left';
}

function legend(curves: readonly Curve[], corner: Corner = 'upper right'): string[] {
  const [x, anchor] =
    corner === 'upper left' ? [margin.left + 8, 'start'] : [width - margin.right - 4, 'end'];
  const first = corner === 'lower right' ? height - margin.bottom - 16 * curves.length : margin.top + 8;
  return curves.map(({ name, color, isFaint }, index) => {
    const top = first + 16 * index;
    return `<text x="${x}" y="${top}" text-anchor="${anchor}" style="color:${color}"${isFaint ? ' opacity="0.5"' : ''} class="name">${escapeHtml(name)}</text>`;
  });
}

/** At most `limit` points, evenly chosen; a picture shows no more. The last one stays. */
export function thin(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points;
  const step = (points.length - 1) / (limit - 1);
  return Array.from({ length: limit }, (_, i) => points[Math.round(i * step)]);
}

/** Lowest and highest value; a little room where they are the same. */
function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
