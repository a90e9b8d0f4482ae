import { em, faintInk, ink, type LegendLayout, type LegendLine } from '@langseg/adapter-common/legend';
import type { RgbImage } from '@langseg/core';
import { fillOutline } from './fill-outline.js';
import type { Lettering } from './lettering.js';
import { roundedSquare } from './rounded-square.js';

/** Paints a legend on white: rounded swatches, labels, and shares aligned at the right of their column. */
export async function drawLegend(layout: LegendLayout, lettering: Lettering): Promise<RgbImage> {
  const { width, height, padding, fontSize: size, rowHeight, columns, omitted } = layout;
  const panel = { width, height, data: new Uint8Array(width * height * 3).fill(255) };
  const middleOf = (row: number): number => padding + (row + 0.5) * rowHeight;
  for (const { left, width: columnWidth, lines } of columns)
    for (const [row, line] of lines.entries())
      await paintLine(
        panel,
        line,
        { left: padding + left, width: columnWidth, middle: middleOf(row), size },
        lettering,
      );
  if (omitted > 0) {
    const middle = middleOf(columns[0].lines.length);
    await lettering.paint(panel, `+${omitted} more`, { left: padding, middle, size, color: faintInk });
  }
  return panel;
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
  readonly size: number;
}

async function paintLine(
  panel: RgbImage,
  { label, percent, color }: LegendLine,
  { left, width, middle, size }: Place,
  lettering: Lettering,
): Promise<void> {
  const side = Math.round(em.swatch * size);
  // On whole pixels, so that all swatches are equally sharp; the darker edge keeps light colours visible.
  const corner = { left: Math.round(left), top: Math.round(middle - side / 2) };
  const outer = roundedSquare(0, side, 0.28 * size);
  const inner = roundedSquare(1, side - 1, 0.28 * size - 1);
  fillOutline(panel, outer, { ...corner, color: color.map((value) => 0.75 * value) });
  fillOutline(panel, inner, { ...corner, color });
  const style = { middle, size };
  const labelLeft = left + (em.swatch + em.swatchGap) * size;
  await lettering.paint(panel, label, { ...style, left: labelLeft, color: ink });
  const percentLeft = left + width - lettering.measure(percent, size);
  await lettering.paint(panel, percent, { ...style, left: percentLeft, color: faintInk });
}
