import {
  em,
  faintInk,
  ink,
  layOutLegend,
  placeLegend,
  type LegendLayout,
  type LegendLine,
} from '@langseg/adapter-common/legend';
import type { LegendEntry, RgbImage } from '@langseg/core';
import { canvasContext } from '../images/canvas-context.js';

const fonts = 'Inter, system-ui, sans-serif';

/**
 * Puts a legend below a picture, beside it when it is upright: laid out as in Node, in the fonts of the page or the system.
 *
 * @throws LangSegError `RUNTIME_FAILED` where there is no 2D canvas.
 */
export async function addLegend(photo: RgbImage, legend: readonly LegendEntry[]): Promise<RgbImage> {
  const ruler = canvasContext(1, 1);
  const layout = layOutLegend(legend, photo, (text, size) => {
    ruler.font = `${size}px ${fonts}`;
    return ruler.measureText(text).width;
  });
  return layout ? placeLegend(photo, drawLegend(layout), layout) : photo;
}

/** Paints a legend on white: rounded swatches, labels, and shares aligned at the right of their column. */
function drawLegend(layout: LegendLayout): RgbImage {
  const { width, height, padding, fontSize, rowHeight, columns, omitted } = layout;
  const context = canvasContext(width, height);
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.font = `${fontSize}px ${fonts}`;
  context.textBaseline = 'middle';
  const middleOf = (row: number): number => padding + (row + 0.5) * rowHeight;
  for (const { left, width: columnWidth, lines } of columns)
    lines.forEach((line, row) =>
      paintLine(context, line, { left: padding + left, width: columnWidth, middle: middleOf(row), fontSize }),
    );
  if (omitted > 0) {
    context.fillStyle = cssColor(faintInk);
    context.fillText(`+${omitted} more`, padding, middleOf(columns[0].lines.length));
  }
  return toRgb(context.getImageData(0, 0, width, height));
}

interface Place {
  readonly left: number;
  readonly width: number;
  readonly middle: number;
  readonly fontSize: number;
}

function paintLine(
  context: OffscreenCanvasRenderingContext2D,
  { label, percent, color }: LegendLine,
  { left, width, middle, fontSize }: Place,
): void {
  const side = Math.round(em.swatch * fontSize);
  // On whole pixels, so that all swatches are equally sharp; the darker edge keeps light colours visible.
  const [x, y] = [Math.round(left), Math.round(middle - side / 2)];
  fillSquare(
    context,
    { x, y, side, radius: 0.28 * fontSize },
    color.map((value) => 0.75 * value),
  );
  fillSquare(context, { x: x + 1, y: y + 1, side: side - 2, radius: 0.28 * fontSize - 1 }, color);
  context.fillStyle = cssColor(ink);
  context.fillText(label, left + (em.swatch + em.swatchGap) * fontSize, middle);
  context.fillStyle = cssColor(faintInk);
  context.fillText(percent, left + width - context.measureText(percent).width, middle);
}

function fillSquare(
  context: OffscreenCanvasRenderingContext2D,
  {
    x,
    y,
    side,
    radius,
  }: { readonly x: number; readonly y: number; readonly side: number; readonly radius: number },
  color: readonly number[],
): void {
  context.fillStyle = cssColor(color);
  context.beginPath();
  context.roundRect(x, y, side, side, radius);
  context.fill();
}

function cssColor([red, green, blue]: readonly number[]): string {
  return `rgb(${red} ${green} ${blue})`;
}

function toRgb({ width, height, data }: ImageData): RgbImage {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from];
    rgb[to + 1] = data[from + 1];
    rgb[to + 2] = data[from + 2];
  }
  return { width, height, data: rgb };
}
