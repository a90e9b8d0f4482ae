import Table, { type HorizontalAlignment } from 'cli-table3';

const noBorder = Object.fromEntries(
  [
    ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid', 'middle'],
  ].map((part) => [part, '']),
);

/**
 * Aligns rows without any lines around them, two blanks before each column. Colours and wide letters are measured as they
 * are shown. Empty for no rows.
 */
export function plainTable(
  rows: readonly (readonly string[])[],
  alignments: readonly HorizontalAlignment[] = [],
): string {
  const table = new Table({
    chars: noBorder,
    style: { 'padding-left': 2, 'padding-right': 0, head: [], border: [] },
    colAligns: [...alignments],
  });
  table.push(...rows.map((row) => [...row]));
  // The table fills its last column with blanks.
  return table.toString().replace(/(?<! ) +$/gm, '');
}
