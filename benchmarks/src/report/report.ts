import type { Outcome } from '../measuring/outcome.js';
import { comparisonTable } from './comparison-table.js';
import { measurementTable } from './measurement-table.js';

const begin = '<!-- measured: written by `npm run benchmarks` -->';
const end = '<!-- end of what was measured -->';

/** What a run measured, as Markdown. */
export function formatReport(outcomes: readonly Outcome[], machine: string): string {
  const compared = outcomes.filter(({ timings }) => timings.length > 1);
  const measured = outcomes.filter((outcome) => !compared.includes(outcome));
  return [
    `Machine: ${machine}.`,
    ...(measured.length > 0 ? [measurementTable(measured)] : []),
    ...(compared.length > 0 ? [comparisonTable(compared)] : []),
  ].join('\n\n');
}

/**
 * The page with what was measured in the place of what was there before.
 *
 * @throws Error when the page has no such place.
 */
export function replaceMeasured(page: string, report: string): string {
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${report}\n\n${page.slice(to)}`;
}
