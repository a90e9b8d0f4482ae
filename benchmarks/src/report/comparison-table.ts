import type { Outcome } from '../measuring/outcome.js';
import { milliseconds } from './format-value.js';
import { markdownTable } from './markdown-table.js';

const columns = [
  { name: 'side by side', align: 'left' },
  { name: 'way', align: 'left' },
  { name: 'median ms', align: 'right' },
  { name: 'min ms', align: 'right' },
  { name: 'max ms', align: 'right' },
  { name: 'ratio', align: 'right' },
] as const;

/** Benchmarks with several variants: their times, and how many times the first one's median each takes. */
export function comparisonTable(outcomes: readonly Outcome[]): string {
  return markdownTable({
    columns,
    rows: outcomes.flatMap(({ title, timings }) =>
      timings.map(({ name, medianMs, minMs, maxMs }, index) => [
        index === 0 ? title : '',
        name,
        ...[medianMs, minMs, maxMs].map(milliseconds),
        (medianMs / timings[0].medianMs).toFixed(2),
      ]),
    ),
  });
}
