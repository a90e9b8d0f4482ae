import type { Outcome } from '../measuring/outcome.js';
import type { Timing } from '../measuring/timing.js';
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

/** The table of all outcomes: one line for each variant, memory on the first line of a benchmark. */
export function outcomeTable(outcomes: readonly Outcome[]): string {
  return markdownTable(columns, outcomes.flatMap(outcomeRows));
}

/** Lines of the table for one outcome. */
export function outcomeRows(outcome: Outcome): string[][] {
  const { title, skipped, loadMs, timings, rssAfterLoad, peakRss, targetPeakRss } = outcome;
  if (skipped !== undefined) return [[`${title}: skipped, ${skipped}`, ...Array<string>(9).fill('')]];
  return timings.map((timing, index) => {
    const isFirst = index === 0;
    const name = timings.length === 1 ? title : isFirst ? `${title}: ${timing.name}` : `… ${timing.name}`;
    const memory = [megabytes(rssAfterLoad), megabytes(peakRss), verdict(peakRss, targetPeakRss, megabytes)];
    return [
      name,
      isFirst ? milliseconds(loadMs) : '',
      ...times(timing),
      verdict(timing.medianMs, timing.targetMs, milliseconds),
      ...(isFirst ? memory : ['', '', '']),
    ];
  });
}

function times({ firstMs, medianMs, minMs, maxMs }: Timing): string[] {
  return [firstMs, medianMs, minMs, maxMs].map(milliseconds);
}

/** Whole numbers from ten on, one decimal below. */
function milliseconds(value: number | undefined): string {
  if (value === undefined) return '';
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

function megabytes(bytes: number | undefined): string {
  return bytes === undefined ? '' : (bytes / 1e6).toFixed(0);
}

function verdict(
  value: number | undefined,
  target: number | undefined,
  format: (value: number) => string,
): string {
  if (value === undefined || target === undefined) return '';
  return `≤ ${format(target)} ${value <= target ? 'met' : 'missed'}`;
}
