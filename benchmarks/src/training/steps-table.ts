import { median } from '../measuring/timing.js';
import { megabytes } from '../report/format-value.js';
import type { Table } from '../report/markdown-table.js';
import type { WayTimes } from './alternate.js';

const columns = [
  { name: 'way', align: 'left' },
  { name: 'median s', align: 'right' },
  { name: 'min s', align: 'right' },
  { name: 'max s', align: 'right' },
  { name: 'images/s', align: 'right' },
  { name: 'ratio', align: 'right' },
  { name: 'peak MB', align: 'right' },
  { name: 'ratio', align: 'right' },
] as const;

/**
 * Seconds a step and peak memory. Ratios say how many times the first way's median and memory each takes.
 *
 * @param images of a step.
 * @param remarks lines below the ways.
 */
export function stepsTable(
  ways: readonly WayTimes[],
  { images, remarks = [] }: { readonly images: number; readonly remarks?: readonly string[] },
): Table {
  const medians = ways.map(({ seconds }) => median(seconds));
  const rows = ways.map(({ name, seconds, peakRss }, i) => [
    name,
    ...[medians[i], Math.min(...seconds), Math.max(...seconds)].map((value) => value.toFixed(2)),
    (images / medians[i]).toFixed(2),
    (medians[i] / medians[0]).toFixed(2),
    megabytes(peakRss),
    (peakRss / ways[0].peakRss).toFixed(2),
  ]);
  return { columns, rows: [...rows, ...remarks.map((text) => [text, ...columns.slice(1).map(() => '')])] };
}
