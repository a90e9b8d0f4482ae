import type { Outcome } from '../measuring/outcome.js';
import { comparisonTable } from './comparison-table.js';
import { markdownTable } from './markdown-table.js';
import { measurementTable } from './measurement-table.js';

/** What a run measured, as Markdown. */
export function formatReport(outcomes: readonly Outcome[], machine: string): string {
  const tables = outcomes.flatMap(({ title, table }) =>
    table ? `${title}:\n\n${markdownTable(table)}` : [],
  );
  const timed = outcomes.filter(({ table }) => !table);
  const compared = timed.filter(({ timings }) => timings.length > 1);
  const measured = timed.filter((outcome) => !compared.includes(outcome));
  return [
    `Machine: ${machine}${outcomes.map(rate).join('')}.`,
    ...(measured.length > 0 ? [measurementTable(measured)] : []),
    ...(compared.length > 0 ? [comparisonTable(compared)] : []),
    ...tables,
  ].join('\n\n');
}

/** Figures of machines of different speed must not be mixed up: the speed stands beside the machine's name. */
function rate({ operations, timings: [timing] }: Outcome): string {
  if (!operations || !timing) return '';
  return `; matrix products at ${(operations / timing.medianMs / 1e6).toFixed(0)} GFLOP/s`;
}

/**
 * The page with what was measured in the place of what was there before.
 *
 * @param section of the catalogue; each has a place of its own on the page.
 * @throws Error when the page has no such place.
 */
export function replaceMeasured(page: string, section: string, report: string): string {
  const begin = `<!-- measured: ${section}, written by \`npm run benchmarks\` -->`;
  const end = `<!-- end of what was measured: ${section} -->`;
  const from = page.indexOf(begin);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page needs the lines ${begin} and ${end}.`);
  return `${page.slice(0, from + begin.length)}\n\n${report}\n\n${page.slice(to)}`;
}
