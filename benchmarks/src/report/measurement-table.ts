import type { Outcome } from '../measuring/outcome.js';
import { megabytes, milliseconds, verdict } from './format-value.js';
import { markdownTable } from './markdown-table.js';

const columns = [
  { name: 'benchmark', align: 'left' },
  { name: 'load ms', align: 'right' },
  { name: 'first ms', align: 'right' },
  { name: 'median ms', align: 'right' },
  { name: 'min ms', align: 'right' },
  { name: 'max ms', align: 'right' },
  { name: 'aim', align: 'left' },
  { name: 'loaded MB', align: 'right' },
  { name: 'peak MB', align: 'right' },
  { name: 'aim', align: 'left' },
] as const;

/** Time and memory of benchmarks with one variant, a line each. */
export function measurementTable(outcomes: readonly Outcome[]): string {
  return markdownTable({ columns, rows: outcomes.map(measurementRow) });
}

function measurementRow(outcome: Outcome): string[] {
  const { title, skipped, loadMs, timings, rssAfterLoad, peakRss, targetPeakRss } = outcome;
  if (skipped !== undefined) return [`${title}: skipped, ${skipped}`, ...columns.slice(1).map(() => '')];
  const [{ firstMs, medianMs, minMs, maxMs, targetMs }] = timings;
  return [
    title,
    ...[loadMs, firstMs, medianMs, minMs, maxMs].map(milliseconds),
    verdict(medianMs, targetMs, milliseconds),
    megabytes(rssAfterLoad),
    megabytes(peakRss),
    verdict(peakRss, targetPeakRss, megabytes),
  ];
}
