import type { CaseResult } from './run-case.js';

const marks = { passed: 'ok  ', failed: 'FAIL', skipped: 'skip' } as const;

/** One line about one case: what happened, to which, and how close it came. */
export function formatResult({ id, kind, status, computedBy, worst, reason }: CaseResult): string {
  const columns = [marks[status], id.padEnd(32), kind.padEnd(18), computedBy.join(' + ').padEnd(28)];
  if (worst) columns.push(`worst ${short(worst.error)} / ${short(worst.tolerance)} (${worst.output})`);
  if (reason) columns.push(reason.replaceAll(/\s+/g, ' '));
  return columns.join(' ').trimEnd();
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toExponential(1);
}
