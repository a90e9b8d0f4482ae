import { median } from '../measuring/timing.js';
import { milliseconds, verdict } from '../report/format-value.js';
import type { Table } from '../report/markdown-table.js';

/** What was measured several times, in one unit. */
export interface Readings {
  readonly name: string;
  readonly unit: 'ms' | 'kB';
  readonly values: readonly number[];
  readonly aim?: number;
}

const columns = [
  { name: 'in the playground', align: 'left' },
  { name: 'unit', align: 'left' },
  { name: 'median', align: 'right' },
  { name: 'min', align: 'right' },
  { name: 'max', align: 'right' },
  { name: 'times', align: 'right' },
  { name: 'aim', align: 'left' },
] as const;

/** A line for each thing, and whether its median is what was aimed at. */
export function readingsTable(readings: readonly Readings[]): Table {
  const rows = readings.map(({ name, unit, values, aim }) => [
    name,
    unit,
    ...[median(values), Math.min(...values), Math.max(...values)].map(milliseconds),
    String(values.length),
    verdict(median(values), aim, String),
  ]);
  return { columns, rows };
}
