import { checkRgbImage, type DownloadLimits, positive, unlessAborted } from '@langseg/adapter-common';
import {
  LangSegError,
  throwIfAborted,
  type ImageReader,
  type ReadImageOptions,
  type RgbImage,
  type RunOptions,
} from '@langseg/core';
import { pageAddress } from '../page-address.js';
import { decodeBlob } from './decode-blob.js';
import { drawableSize } from './drawable-size.js';
import { fetchWebImage, imageAddress } from './fetch-web-image.js';
import { downscaled, type ImageNotice } from './image-notice.js';
import { readPixels } from './read-pixels.js';
import { rgbaOnWhite } from './rgba-on-white.js';
import { shrinkToFit } from './shrink-to-fit.js';
import { isBlob, isDrawable, isImageData, type Drawable } from './source-kind.js';
import type { WebImageSource } from './web-image-source.js';

/** Options of {@link createWebImageReader}. */
export interface WebImageReaderOptions extends Partial<DownloadLimits> {
  /** Photos with more pixels are scaled down to that many, with a notice. Default 4096 × 4096. */
  readonly maxPixels?: number;
  /** Largest download in bytes. Default 100 million. */
  readonly maxDownloadBytes?: number;
  /** Milliseconds after which a download is given up. Default 30,000. */
  readonly downloadTimeout?: number;
  /** What relative addresses are relative to. Default: the page, in a worker its script. */
  readonly baseUrl?: string;
  /** Told when a photo is not used as it is. */
  readonly onNotice?: (notice: ImageNotice) => void;
}

/** An `ImageReader` that also takes what pages and workers have. */
export interface WebImageReader extends ImageReader<WebImageSource> {
  /** Errors as {@link createWebImageReader} lists them. What the caller passed stays the caller's to close. */
  read(source: WebImageSource, options?: ReadImageOptions): Promise<RgbImage>;
}

/**
 * Reads photos with the browser's own decoders: files, bytes, addresses, bitmaps, canvases, frames, in pages also `<img>`
 * and `<video>` elements. EXIF orientation is applied, colours become 8-bit sRGB, transparency lies on white.
 *
 * Browsers show what there is of a truncated file, so the rest may be grey. When the signal fires while the browser
 * decodes, `read` rejects at once and the decoding ends in the background.
 *
 * `read` throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE` (a download), `NOT_FOUND`, `NETWORK_FAILED`, `ABORTED`,
 * `RUNTIME_FAILED` where there is no OffscreenCanvas, `USAGE` for `bands` and `range`: browsers choose them themselves.
 *
 * @throws LangSegError `USAGE` for a limit that is not a positive number.
 */
export function createWebImageReader(options: WebImageReaderOptions = {}): WebImageReader {
  const { baseUrl = pageAddress(), onNotice } = options;
  const maxPixels = positive('maxPixels', options.maxPixels ?? 4096 * 4096);
  const limits: DownloadLimits = {
    maxDownloadBytes: positive('maxDownloadBytes', options.maxDownloadBytes ?? 100_000_000),
    downloadTimeout: positive('downloadTimeout', options.downloadTimeout ?? 30_000),
  };

  async function readFile(blob: Blob, name: string, { signal }: RunOptions): Promise<RgbImage> {
    const { bitmap, isReduced } = await unlessAborted(decodeBlob(blob, name), signal);
    try {
      if (isReduced) onNotice?.(downscaled(bitmap));
      return await readDrawable(bitmap, { signal });
    } finally {
      bitmap.close();
    }
  }

  async function readDrawable(source: Drawable, { signal }: RunOptions): Promise<RgbImage> {
    const size = drawableSize(source);
    const target = shrinkToFit(size, maxPixels);
    if (target.width === size.width) return readPixels(source, size);
    const { width: resizeWidth, height: resizeHeight } = target;
    const small = await unlessAborted(
      createImageBitmap(source, { resizeWidth, resizeHeight, resizeQuality: 'high' }),
      signal,
    );
    try {
      onNotice?.(downscaled(target, size));
      return readPixels(small, target);
    } finally {
      small.close();
    }
  }

  async function readImageData(source: ImageData, options: RunOptions): Promise<RgbImage> {
    const { width, height, data, colorSpace } = source;
    const isPlain = colorSpace === 'srgb' && data instanceof Uint8ClampedArray;
    if (isPlain && width * height <= maxPixels) {
      const rgb = new Uint8Array(width * height * 3);
      rgbaOnWhite(data, rgb);
      return { width, height, data: rgb };
    }
    const bitmap = await createImageBitmap(source);
    try {
      return await readDrawable(bitmap, options);
    } finally {
      bitmap.close();
    }
  }

  return {
    async read(source, options = {}) {
      throwIfAborted(options.signal);
      if (options.bands ?? options.range)
        throw new LangSegError(
          'USAGE',
          'Browsers choose bands and range of a photo themselves: leave both out.',
        );
      if (typeof source === 'string' || source instanceof URL) {
        const url = imageAddress(source, baseUrl);
        const name = url.protocol === 'data:' ? 'the image' : url.href;
        return readFile(await fetchWebImage(url, { ...limits, ...options }), name, options);
      }
      if (isBlob(source)) return readFile(source, nameOf(source), options);
      if (source instanceof Uint8Array)
        return readFile(new Blob([source as Uint8Array<ArrayBuffer>]), 'the image', options);
      if (isImageData(source)) return readImageData(source, options);
      if (isDrawable(source)) return readDrawable(source, options);
      return checkRgbImage(source);
    },
  };
}

function nameOf(blob: Blob): string {
  return 'name' in blob && typeof blob.name === 'string' && blob.name ? blob.name : 'the image';
}
