import type { NamePlace } from '@langseg/view';
import type { Layer } from '../paint/paint-regions.js';
import type { PictureSize } from '../paint/pixel-scores.js';
import { legendRows, type LegendEntry } from './legend-rows.js';

/** What a picture to show around has besides the photo. */
export interface PictureParts extends PictureSize {
  /** The photo, in any size. */
  readonly photo: Blob;
  readonly layer: Layer;
  /** Where words stand, by their index. */
  readonly names: readonly (NamePlace & { readonly word: string })[];
  /** The largest first. */
  readonly legend: readonly LegendEntry[];
}

const [ink, paper, quiet] = ['#1d1b18', '#faf8f4', '#6b665d'];

/** Photo, colours and names as on the screen, with a legend and a small mark below. */
export async function drawPicture({
  photo,
  layer,
  names,
  legend,
  width,
  height,
}: PictureParts): Promise<Blob> {
  const unit = Math.max(14, Math.round(width / 50));
  const measure = contextOf(1, 1);
  measure.font = `${unit}px Georgia, serif`;
  const mark = measure.measureText('LangSeg').width + unit;
  const rows = legendRows(legend, (text) => measure.measureText(text).width, {
    width: width - 2 * unit,
    unit,
    mark,
  });
  const context = contextOf(width, height + Math.round((rows.length * 2 + 1) * unit));
  context.fillStyle = paper;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
  for (const source of [photo, new ImageData(layer, width, height)]) {
    const bitmap = await createImageBitmap(source);
    context.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
  }
  drawNames(context, names, { width, height });
  context.font = `${unit}px Georgia, serif`;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  rows.forEach((row, line) => {
    for (const { x, color, text } of row) {
      const y = height + (2 * line + 1.5) * unit;
      context.fillStyle = color;
      context.beginPath();
      context.arc(unit + x + unit * 0.4, y, unit * 0.4, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = ink;
      context.fillText(text, unit + x + 1.2 * unit, y);
    }
  });
  context.fillStyle = quiet;
  context.textAlign = 'right';
  context.fillText('LangSeg', width - unit, context.canvas.height - 1.5 * unit);
  return context.canvas.convertToBlob({ type: 'image/png' });
}

/** Writes words where they stand, with a dark halo. */
export function drawNames(
  context: OffscreenCanvasRenderingContext2D,
  names: PictureParts['names'],
  { width, height }: PictureSize,
): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { word, x, y, room } of names) {
    const size = Math.max(14, Math.min(width / 16, width * room * Math.min(0.8, 5 / word.length)));
    context.font = `500 ${size}px 'Newsreader Variable', Georgia, serif`;
    context.lineWidth = size / 5;
    context.strokeStyle = 'rgb(20 18 16 / 0.7)';
    // Nothing is cut off at the edge of the photo.
    const half = context.measureText(word).width / 2 + size / 10;
    const middle = Math.max(half, Math.min(width - half, x * width));
    context.strokeText(word, middle, y * height);
    context.fillStyle = '#fff';
    context.fillText(word, middle, y * height);
  }
}

function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (context) return context;
  throw new Error(`This browser gave no canvas of ${width} × ${height} pixels.`);
}
