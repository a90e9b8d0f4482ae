/** Alignment of a column. */
export type Alignment = 'left' | 'right';

/** Columns, and rows with a cell for each. */
export interface Table {
  readonly columns: readonly { readonly name: string; readonly align: Alignment }[];
  readonly rows: readonly (readonly string[])[];
}

/** A Markdown table whose columns are as wide as their longest cell. */
export function markdownTable({ columns, rows }: Table): string {
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
