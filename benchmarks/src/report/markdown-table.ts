/** Alignment of a column. */
export type Alignment = 'left' | 'right';

/** A Markdown table whose columns are as wide as their longest cell. */
export function markdownTable(
  columns: readonly { readonly name: string; readonly align: Alignment }[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ name }, i) => Math.max(3, name.length, ...rows.map((row) => row[i].length)));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const padded = (cells: readonly string[]) =>
    cells.map((cell, i) =>
      columns[i].align === 'right' ? cell.padStart(widths[i]) : cell.padEnd(widths[i]),
    );
  const rule = columns.map(({ align }, i) =>
    align === 'right' ? `${'-'.repeat(widths[i] - 1)}:` : '-'.repeat(widths[i]),
  );
  return [
    line(padded(columns.map(({ name }) => name))),
    line(rule),
    ...rows.map((row) => line(padded(row))),
  ].join('\n');
}
