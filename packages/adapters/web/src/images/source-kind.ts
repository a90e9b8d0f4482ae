import type { WebImageSource } from './web-image-source.js';

/** What a page can draw; each knows its size by other names. */
export type Drawable =
  HTMLImageElement | HTMLCanvasElement | HTMLVideoElement | OffscreenCanvas | ImageBitmap | VideoFrame;

const drawables = [
  'HTMLImageElement',
  'HTMLCanvasElement',
  'HTMLVideoElement',
  'OffscreenCanvas',
  'ImageBitmap',
  'VideoFrame',
];

/**
 * The name of an object's class. Unlike `instanceof` it also works for objects of another frame, and where the class
 * does not exist, as that of elements in workers.
 */
export function classOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

/** True for anything with pixels to draw. */
export function isDrawable(source: WebImageSource): source is Drawable {
  return drawables.includes(classOf(source));
}

/** True for pixels with alpha, four values each. */
export function isImageData(source: WebImageSource): source is ImageData {
  return classOf(source) === 'ImageData';
}

/** True for a `Blob` or `File`. */
export function isBlob(source: WebImageSource): source is Blob {
  return source instanceof Blob || ['Blob', 'File'].includes(classOf(source));
}
