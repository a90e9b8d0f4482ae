import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { escapeHtml } from './escape-html.js';
import { thin, type Point } from './smooth.js';

/** A curve of a chart. */
export interface Curve {
  readonly name: string;
  readonly points: readonly Point[];
  /** A CSS colour. */
  readonly color: string;
  /** Drawn faintly, behind the others, and without a place in the legend. */
  readonly isFaint?: boolean;
}

const [width, height] = [720, 260];
const margin = { top: 12, right: 16, bottom: 28, left: 64 };
const drawnPoints = 1500;

/** A chart as an SVG element, with axes and, for several curves, a legend. */
export function lineChart(title: string, curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points);
  const x = scaleLinear(extent(all.map((point) => point.x)), [margin.left, width - margin.right]);
  const y = scaleLinear(extent(all.map((point) => point.y)), [height - margin.bottom, margin.top]).nice();
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
    .map((value) => `<text x="${round(x(value))}" y="${height - 8}" text-anchor="middle">${value}</text>`);
  const paths = curves.map(({ points, color, isFaint }) =>
    points.length === 1
      ? `<circle cx="${round(x(points[0].x))}" cy="${round(y(points[0].y))}" r="3" fill="${color}"/>`
      : `<path d="${draw(thin(points, drawnPoints)) ?? ''}" stroke="${color}"${isFaint ? ' opacity="0.25"' : ''}/>`,
  );
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}">`,
    ...grid,
    ...steps,
    ...paths,
    ...legend(curves),
    '</svg>',
  ].join('\n');
}

function legend(curves: readonly Curve[]): string[] {
  const named = curves.filter(({ isFaint }) => !isFaint);
  if (named.length < 2) return [];
  return named.map(({ name, color }, index) => {
    const top = margin.top + 8 + 16 * index;
    return `<text x="${width - margin.right - 4}" y="${top}" text-anchor="end" fill="${color}" class="name">${escapeHtml(name)}</text>`;
  });
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
