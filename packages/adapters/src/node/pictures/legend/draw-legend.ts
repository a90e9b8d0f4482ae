import type { RgbImage } from '@langseg/core';
import { loadSharp } from '../../images/load-sharp.js';
import { em, type LegendLayout, type LegendLine } from './legend-layout.js';
import type { Lettering } from './lettering.js';

const background = '#ffffff';
const ink = '#1f2328';
const faintInk = '#59636e';
/** Half the height of Inter's capitals, in em: how far below the middle of a line its baseline is. */
const halfCapital = 0.365;

/** Paints a legend: rounded swatches, labels, and shares aligned at the right of their column. */
export async function drawLegend(layout: LegendLayout, lettering: Lettering): Promise<RgbImage> {
  const sharp = await loadSharp();
  const { data, info } = await sharp(Buffer.from(toSvg(layout, lettering)), { limitInputPixels: false })
    .flatten({ background })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function toSvg(layout: LegendLayout, lettering: Lettering): string {
  const { width, height, padding, fontSize: size, rowHeight, columns, omitted } = layout;
  const middleOf = (row: number): number => padding + (row + 0.5) * rowHeight;
  const drawn = columns.flatMap(({ left, width: columnWidth, lines }) =>
    lines.map((line, row) =>
      drawLine(line, { left: padding + left, width: columnWidth, middle: middleOf(row), size }, lettering),
    ),
  );
  if (omitted > 0) {
    const baseline = middleOf(columns[0].lines.length) + halfCapital * size;
    drawn.push(lettering.draw(`+${omitted} more`, padding, baseline, { size, color: faintInk }));
  }
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="${width}" height="${height}" fill="${background}"/>${drawn.join('')}</svg>`
  );
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
  readonly size: number;
}

function drawLine(
  { label, percent, color }: LegendLine,
  { left, width, middle, size }: Place,
  lettering: Lettering,
): string {
  const baseline = middle + halfCapital * size;
  const swatch = Math.round(em.swatch * size);
  // On whole pixels, so that all swatches are equally sharp; the outline keeps light colours visible.
  const [x, y] = [Math.round(left) + 0.5, Math.round(middle - swatch / 2) + 0.5];
  return (
    `<rect x="${x}" y="${y}" width="${swatch - 1}" height="${swatch - 1}" rx="${0.28 * size}" ` +
    `fill="rgb(${color.join()})" stroke="#000" stroke-opacity="0.25"/>` +
    lettering.draw(label, left + (em.swatch + em.swatchGap) * size, baseline, { size, color: ink }) +
    lettering.draw(percent, left + width - lettering.measure(percent, size), baseline, {
      size,
      color: faintInk,
    })
  );
}
