import { type PaintedLabels, type PaintOptions, unlessAborted } from '@langseg/adapter-common';
import type { RunOptions } from '@langseg/core';
import { canvasContext } from '../images/canvas-context.js';
import { decodeBlob } from '../images/decode-blob.js';
import { isBlob, type Drawable } from '../images/source-kind.js';
import { overlayImageData } from './image-data.js';

/**
 * The photo tinted in the colours of its labels, as a PNG file of the result's size. A photo of another size is scaled to it.
 *
 * @param photo what was segmented: its file, or anything that can be drawn.
 * @throws LangSegError `IMAGE_UNREADABLE`, `SHAPE_MISMATCH`, `RUNTIME_FAILED` where there is no 2D canvas, `ABORTED`.
 */
export async function encodeOverlayPng(
  photo: Blob | Drawable,
  result: PaintedLabels,
  { signal, ...options }: PaintOptions & RunOptions = {},
): Promise<Blob> {
  const { width, height } = result;
  const context = canvasContext(width, height);
  const file = isBlob(photo) ? await unlessAborted(decodeBlob(photo, 'the photo'), signal) : undefined;
  // `putImageData` would replace the photo; only a bitmap is laid over it.
  const layer = await createImageBitmap(overlayImageData(result, options));
  try {
    context.drawImage(file?.bitmap ?? (photo as Drawable), 0, 0, width, height);
    context.drawImage(layer, 0, 0);
  } finally {
    layer.close();
    file?.bitmap.close();
  }
  return unlessAborted(context.canvas.convertToBlob({ type: 'image/png' }), signal);
}

/**
 * Pixels as a PNG file: a heatmap, for example.
 *
 * @throws LangSegError `RUNTIME_FAILED` where there is no 2D canvas.
 */
export async function encodeImagePng(image: ImageData): Promise<Blob> {
  const context = canvasContext(image.width, image.height);
  context.putImageData(image, 0, 0);
  return context.canvas.convertToBlob({ type: 'image/png' });
}
