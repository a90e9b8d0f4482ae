import type { LabelFinding, LabelFindingKind, LabelLint } from '@langseg/core';
import type { Ansis } from 'ansis';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';

/** More of a kind would hide what else there is. */
const shown = 10;

/** Where something is certainly not as it was meant. */
const certain: ReadonlySet<LabelFindingKind> = new Set([
  'form',
  'unknown',
  'partly-known',
  'equal',
  'cannot-win',
  'takes-all',
]);

/** Findings and confusers, for people. */
export function lintLines(lint: LabelLint, colors: Ansis): string {
  const parts = [
    findingLines(lint.findings, colors),
    confuserLines(lint, colors),
    lint.similarityLimit === undefined
      ? colors.dim(`The text encoder knows ${lint.commonWords} common words, too few to compare labels with.`)
      : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function findingLines(findings: readonly LabelFinding[], colors: Ansis): string {
  if (findings.length === 0) return `${colors.green('✓')} Nothing is odd about these labels.`;
  const counts = new Map<LabelFindingKind, number>();
  const lines = findings.flatMap(({ kind, message }) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    if (count > shown) return [];
    const mark = certain.has(kind) ? colors.yellow('!') : colors.dim('·');
    return [`${mark} ${colors.bold(kind)}: ${printable(message, 400)}`];
  });
  const hidden = findings.length - lines.length;
  return [...lines, ...(hidden > 0 ? [colors.dim(`  and ${hidden} more; --json lists them all`)] : [])].join(
    '\n',
  );
}

/** Likely confused words, and how to name them as a label. */
function confuserLines({ labels }: LabelLint, colors: Ansis): string {
  const confused = labels.filter(({ confusers }) => confusers.length > 0).slice(0, shown);
  if (confused.length === 0) return '';
  const rows = confused.map(({ label, confusers }) => [
    printable(label, 40),
    confusers.map(({ word, similarity }) => `${printable(word, 40)} ${similarity.toFixed(2)}`).join(', '),
  ]);
  const words = [...new Set(confused.map(({ confusers }) => confusers[0].word))].slice(0, 5);
  return [
    'What would likely be taken for a label, if photos show it:',
    plainTable(rows),
    colors.dim(
      `Add those that your photos show and no label includes, as labels or as one: "other = ${words.join(' | ')}"`,
    ),
  ].join('\n');
}
