import type { ImageSize, LegendEntry } from '@langseg/core';
import { arrangeColumns, type Column } from './arrange-columns.js';
import { ellipsize, toLine, toPercent } from './legend-text.js';

/** One label as it is written. */
export interface LegendLine {
  readonly label: string;
  readonly percent: string;
  readonly color: readonly [number, number, number];
}

/** A legend with everything in its place; lengths in pixels. */
export interface LegendLayout {
  readonly placement: 'below' | 'beside';
  readonly width: number;
  readonly height: number;
  /** Distance of the text from the edges. */
  readonly padding: number;
  readonly fontSize: number;
  readonly rowHeight: number;
  readonly columns: readonly Column<LegendLine>[];
  /** Labels for which there was no room. */
  readonly omitted: number;
}

/** The measures of a legend in em, that is in font sizes. */
export const em = {
  padding: 1.1,
  rowHeight: 1.8,
  swatch: 1.1,
  swatchGap: 0.55,
  percentGap: 1,
  columnGap: 2.4,
};

/** Colour of labels. */
export const ink = [0x1f, 0x23, 0x28];

/** Colour of shares and of how many labels are left out. */
export const faintInk = [0x59, 0x63, 0x6e];

/** Tried in turn until all labels fit: shorter labels, then smaller print. */
const densities = [
  { scale: 1, longestLabel: 14 },
  { scale: 1, longestLabel: 8 },
  { scale: 0.75, longestLabel: 8 },
];

const smallestFont = 12;
const fewestRows = 5;
/** More are never read. */
const mostLines = 500;

/** Width of a text in pixels. */
export type MeasureText = (text: string, fontSize: number) => number;

/**
 * Arranges a legend for a photo: below it or, when it is upright, beside it, in as many columns as fit. The panel takes
 * about as much room as the photo at most (six lines on small photos); labels that find none are counted. The largest
 * share comes first, labels without pixels are left out.
 *
 * @returns undefined when no label has pixels.
 */
export function layOutLegend(
  legend: readonly LegendEntry[],
  photo: ImageSize,
  measure: MeasureText,
): LegendLayout | undefined {
  const present = legend.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
  if (present.length === 0) return undefined;
  const layouts = densities.map((density) => layOut(present, photo, measure, density));
  return layouts.find(({ omitted }) => omitted === 0) ?? layouts.at(-1);
}

function layOut(
  present: readonly LegendEntry[],
  photo: ImageSize,
  measure: MeasureText,
  { scale, longestLabel }: (typeof densities)[number],
): LegendLayout {
  const fontSize = Math.max(smallestFont, Math.round((scale * Math.sqrt(photo.width * photo.height)) / 38));
  const padding = Math.round(em.padding * fontSize);
  const rowHeight = Math.round(em.rowHeight * fontSize);
  const isBelow = photo.width >= photo.height;
  const widthOf = (text: string): number => measure(text, fontSize);

  const lines = present.slice(0, mostLines).map(({ label, share, color }): LegendLine => ({
    label: ellipsize(toLine(label), longestLabel * fontSize, widthOf),
    percent: toPercent(share),
    color,
  }));
  const columns = arrangeColumns(lines, {
    width: photo.width - 2 * padding,
    // One line is kept for the number of labels that are left out.
    rows: Math.max(fewestRows, Math.floor((photo.height - 2 * padding) / rowHeight) - 1),
    gap: em.columnGap * fontSize,
    prefer: isBelow ? 'wide' : 'tall',
    widthOf: ({ label, percent }) =>
      (em.swatch + em.swatchGap + em.percentGap) * fontSize + widthOf(label) + widthOf(percent),
  });

  const shown = columns.reduce((count, column) => count + column.lines.length, 0);
  const omitted = present.length - shown;
  const rows = columns[0].lines.length + (omitted > 0 ? 1 : 0);
  const last = columns[columns.length - 1];
  const width = Math.ceil(last.left + last.width) + 2 * padding;
  const height = rows * rowHeight + 2 * padding;
  return {
    placement: isBelow ? 'below' : 'beside',
    width: isBelow ? Math.max(photo.width, width) : width,
    height: isBelow ? height : Math.max(photo.height, height),
    padding,
    fontSize,
    rowHeight,
    columns,
    omitted,
  };
}
