/** Lines that stand one below the other. */
export interface Column<Line> {
  /** Distance from the left edge of the first column. */
  readonly left: number;
  readonly width: number;
  readonly lines: readonly Line[];
}

/** The room for columns. */
export interface ColumnOptions<Line> {
  /** Width of the room; a single column may be wider. */
  readonly width: number;
  /** Most lines in a column. */
  readonly rows: number;
  readonly gap: number;
  /** `wide`: as many columns as stand side by side; `tall`: as few as hold all lines. */
  readonly prefer: 'wide' | 'tall';
  readonly widthOf: (line: Line) => number;
}

/**
 * Deals lines out to columns, from top to bottom and then from left to right. Each column is as wide as its widest line.
 * Where there is no room for all, the first lines are taken.
 */
export function arrangeColumns<Line>(
  lines: readonly Line[],
  { width, rows, gap, prefer, widthOf }: ColumnOptions<Line>,
): Column<Line>[] {
  const widths = lines.map(widthOf);
  const sideBySide = Math.max(1, Math.floor((width + gap) / (Math.min(...widths) + gap)));
  const most = Math.min(sideBySide, prefer === 'wide' ? lines.length : Math.ceil(lines.length / rows));
  for (let count = most; ; count--) {
    const height = prefer === 'wide' ? Math.min(rows, Math.ceil(lines.length / count)) : rows;
    const columns: Column<Line>[] = [];
    let right = -gap;
    for (let first = 0; first < Math.min(count * height, lines.length); first += height) {
      const left = right + gap;
      right = left + Math.max(...widths.slice(first, first + height));
      columns.push({ left, width: right - left, lines: lines.slice(first, first + height) });
    }
    if (right <= width || count === 1) return columns;
  }
}
