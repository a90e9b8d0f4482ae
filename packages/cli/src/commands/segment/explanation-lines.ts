import type { Ansis } from 'ansis';
import type { ExplainedLabel, Explanation } from '@langseg/core';
import { plainTable } from '../../terminal/plain-table.js';
import { printable } from '../../terminal/printable.js';

/** Why a pixel has its label, for people. */
export function explanationLines(explanation: Explanation, colors: Ansis): string {
  const { x, y, label, ranking, margin, otherwise, nearest } = explanation;
  const rows = ranking.map((entry) => [
    nameOf(entry),
    `logit ${entry.score < -1e6 ? '–' : entry.score.toFixed(2)}`,
    `${(100 * entry.probability).toFixed(1)} %`,
    entry.similarity === undefined ? '' : `similarity ${entry.similarity.toFixed(2)}`,
  ]);
  const lines = [
    `  at ${x},${y}: ${colors.bold(printable(label, 40))}`,
    plainTable(rows, ['left', 'right', 'right', 'right']).replace(/^/gm, '  '),
  ];
  const facts = [
    margin === undefined ? '' : `margin ${margin.toFixed(2)}`,
    otherwise === undefined ? '' : `without ${printable(label, 40)}: ${printable(otherwise, 40)}`,
  ];
  const said = facts.filter((fact) => fact !== '');
  if (said.length > 0) lines.push(colors.dim(`    ${said.join('; ')}`));
  if (nearest && nearest.length > 0)
    lines.push(
      colors.dim(
        `    nearest words: ${nearest.map(({ word, similarity }) => `${printable(word, 40)} ${similarity.toFixed(2)}`).join(', ')}`,
      ),
    );
  return lines.join('\n');
}

function nameOf({ label, word }: ExplainedLabel): string {
  return printable(word === undefined ? label : `${label} (${word})`, 40);
}
