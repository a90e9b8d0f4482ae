import { messageOf, unlessAborted } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted, type RgbImage, type RunOptions } from '@langseg/core';
import { pageAddress } from '../page-address.js';
import { drawableSize } from './drawable-size.js';
import { imageAddress } from './fetch-web-image.js';
import { readPixels } from './read-pixels.js';
import { classOf, isBlob, isDrawable, type Drawable } from './source-kind.js';
import type { WebImageSource } from './web-image-source.js';

/** What structured cloning carries to a worker. */
export type TransferableImage = string | Uint8Array | RgbImage | Blob | ImageBitmap | ImageData;

/** A photo that is ready to be posted. */
export interface PostableImage {
  readonly image: TransferableImage;
  /** What is given away instead of copied: only what was made here, never what belongs to the caller. */
  readonly transfer: readonly Transferable[];
}

/**
 * Turns what a page has into what a worker can receive: elements, canvases and frames become bitmaps, SVG files too
 * (only pages decode them), addresses become absolute. Everything else is passed on as it is.
 *
 * @throws LangSegError `IMAGE_UNREADABLE` for an element that shows nothing, is broken, or shows a picture of another site
 * without CORS; `ABORTED`.
 */
export async function toTransferable(
  source: WebImageSource,
  { signal }: RunOptions = {},
): Promise<PostableImage> {
  throwIfAborted(signal);
  if (typeof source === 'string' || source instanceof URL)
    return { image: imageAddress(source, pageAddress()).href, transfer: [] };
  if (isBlob(source) && source.type === 'image/svg+xml') return toBitmap(await loadSvg(source), signal);
  // Bitmaps can be copied, and the caller may want to go on using this one.
  if (isDrawable(source) && !isBitmap(source)) return toBitmap(source, signal);
  return { image: source, transfer: [] };
}

function isBitmap(source: Drawable): source is ImageBitmap {
  return classOf(source) === 'ImageBitmap';
}

async function toBitmap(
  source: Exclude<Drawable, ImageBitmap>,
  signal?: AbortSignal,
): Promise<PostableImage> {
  try {
    if ('naturalWidth' in source) await unlessAborted(source.decode(), signal);
    drawableSize(source);
    const image = await unlessAborted(createImageBitmap(source), signal);
    assertReadable(image);
    return { image, transfer: [image] };
  } catch (cause) {
    if (LangSegError.is(cause)) throw cause;
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected a picture to take from this ${classOf(source)}, but the browser returns none: ${messageOf(cause)} ` +
        'Wait until it is loaded, and check that it shows something.',
      {},
      { cause },
    );
  }
}

/** A picture of another site could be drawn but not be posted; one pixel tells. */
function assertReadable(image: ImageBitmap): void {
  try {
    readPixels(image, { width: 1, height: 1 });
  } catch (error) {
    image.close();
    throw error;
  }
}

async function loadSvg(file: Blob): Promise<HTMLImageElement> {
  const element = new Image();
  const address = URL.createObjectURL(file);
  try {
    element.src = address;
    await element.decode();
    return element;
  } catch (cause) {
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `Expected an SVG picture, but the browser can't show this one: ${messageOf(cause)}`,
      { bytes: file.size },
      { cause },
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
