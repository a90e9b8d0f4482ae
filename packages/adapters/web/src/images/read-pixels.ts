import { messageOf } from '@langseg/adapter-common';
import { LangSegError, type ImageSize, type RgbImage } from '@langseg/core';
import { canvasContext } from './canvas-context.js';
import { rgbaOnWhite } from './rgba-on-white.js';
import type { Drawable } from './source-kind.js';

/**
 * Pixels that are drawn at once: less than the largest canvas of any browser (Safari on phones has 16.7 million), and
 * little memory besides the photo's own.
 */
const stripPixels = 4 * 2 ** 20;

/**
 * Reads the pixels of a picture, laid on white, without scaling: canvas filters differ between browsers.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for a picture of another site without CORS, `RUNTIME_FAILED` where there is no
 * 2D canvas.
 */
export function readPixels(source: Drawable, { width, height }: ImageSize): RgbImage {
  const rows = Math.min(height, Math.max(1, Math.floor(stripPixels / width)));
  const context = canvasContext(width, rows, { alpha: false, willReadFrequently: true, colorSpace: 'srgb' });
  context.fillStyle = '#fff';
  context.imageSmoothingEnabled = false;
  const data = new Uint8Array(width * height * 3);
  for (let top = 0; top < height; top += rows) {
    const count = Math.min(rows, height - top);
    context.fillRect(0, 0, width, rows);
    context.drawImage(source, 0, top, width, count, 0, 0, width, count);
    rgbaOnWhite(getPixels(context, width, count), data, top * width * 3);
  }
  return { width, height, data };
}

function getPixels(
  context: OffscreenCanvasRenderingContext2D,
  width: number,
  height: number,
): ArrayLike<number> {
  try {
    return context.getImageData(0, 0, width, height).data;
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `The browser doesn't allow reading this picture: ${messageOf(cause)} A picture from another site needs ` +
        'crossorigin="anonymous" on its element, and a server that sends Access-Control-Allow-Origin.',
      {},
      { cause },
    );
  }
}
