import type { Outcome } from '../measuring/outcome.js';
import { comparisonTable } from './comparisons.js';
import { describeMachine } from './machine.js';
import { outcomeTable } from './outcome-rows.js';

const begin = '<!-- measured: written by `npm run benchmarks` -->';
const end = '<!-- end of what was measured -->';

/** What a run measured, as Markdown. */
export function formatReport(outcomes: readonly Outcome[]): string {
  const parts = [`Machine: ${describeMachine()}.`, outcomeTable(outcomes)];
  const comparison = comparisonTable(outcomes);
  if (comparison) parts.push('Side by side, in one run:', comparison);
  return parts.join('\n\n');
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
