import type { RgbImage } from '@langseg/core';
import { loadSharp } from '../../images/load-sharp.js';
import { blend } from './fill-outline.js';

/** Where a text is painted: its ink begins at `left` and is centred on `middle`. */
export interface TextPlace {
  readonly left: number;
  readonly middle: number;
  readonly size: number;
  readonly color: readonly number[];
}

/**
 * Paints a text with the fonts of the system, which also join and order the letters of Arabic, Hindi and others. Where
 * the system has no fonts nothing is painted.
 */
export async function paintSystemText(
  canvas: RgbImage,
  text: string,
  { left, middle, size, color }: TextPlace,
): Promise<void> {
  const sharp = await loadSharp();
  const markup = `<span foreground="${toHex(color)}">${escapeMarkup(text)}</span>`;
  const picture = await sharp({ text: { text: markup, font: `sans-serif ${size}`, dpi: 72, rgba: true } })
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch(() => undefined);
  if (!picture) return;
  const { data, info } = picture;
  const [x0, y0] = [Math.round(left), Math.round(middle - info.height / 2)];
  for (let y = Math.max(0, -y0); y < info.height && y0 + y < canvas.height; y++)
    for (let x = Math.max(0, -x0); x < info.width && x0 + x < canvas.width; x++) {
      const at = (y * info.width + x) * 4;
      if (data[at + 3] > 0)
        blend(canvas, x0 + x, y0 + y, [data[at], data[at + 1], data[at + 2]], data[at + 3] / 255);
    }
}

function toHex(color: readonly number[]): string {
  return `#${color.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}
