/** A word of a legend. */
export interface LegendEntry {
  readonly color: string;
  /** The word with its share. */
  readonly text: string;
}

/** A word and where it stands in its row, in pixels. */
export type PlacedEntry = LegendEntry & { readonly x: number };

/** Room for a legend, in pixels. */
export interface LegendRoom {
  readonly width: number;
  /** Size of its letters. */
  readonly unit: number;
  /** What is kept free at the end of the last row. */
  readonly mark: number;
}

/** Breaks a legend into rows; the last one leaves room for a mark. */
export function legendRows(
  entries: readonly LegendEntry[],
  widthOf: (text: string) => number,
  { width, unit, mark }: LegendRoom,
): readonly (readonly PlacedEntry[])[] {
  const rows: PlacedEntry[][] = [[]];
  let x = 0;
  for (const entry of entries) {
    const size = 1.2 * unit + widthOf(entry.text);
    if (x > 0 && x + size > width) {
      rows.push([]);
      x = 0;
    }
    rows.at(-1)!.push({ ...entry, x });
    x += size + 1.5 * unit;
  }
  if (mark > 0 && x > 0 && x + mark > width) rows.push([]);
  return rows;
}
