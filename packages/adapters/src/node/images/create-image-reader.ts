import { throwIfAborted, type ImageReader, type ImageSource, type RgbImage } from '@langseg/core';
import { checkRgbImage } from '../../images/check-rgb-image.js';
import { positive } from '../../images/positive.js';
import type { DownloadLimits } from '../../images/receive-image.js';
import { decodeImage } from './decode-image.js';
import { openImageSource } from './open-image-source.js';

/** Options of {@link createImageReader}. */
export interface ImageReaderOptions extends Partial<DownloadLimits> {
  /** Largest image in pixels, checked before anything is decoded. Default 100 million. */
  readonly maxPixels?: number;
  /** Largest download in bytes. Default 100 million. */
  readonly maxDownloadBytes?: number;
  /** Milliseconds after which a download is given up. Default 30,000. */
  readonly downloadTimeout?: number;
}

/**
 * Reads photos with sharp: JPEG, PNG, WebP, GIF, TIFF and AVIF from a path, a `file:`, `http:` or `https:` address or
 * bytes; pixels pass through after a check. EXIF orientation is applied, ICC profiles, CMYK, 16 bit, greyscale and
 * palettes become 8-bit sRGB, transparency lies on white, and of an animation the first frame is taken.
 *
 * A truncated or corrupt file is an error, never a half-grey photo. When the signal fires while sharp decodes, `read`
 * rejects at once and the decoding ends in the background.
 *
 * `read` throws LangSegError `NOT_FOUND`, `IMAGE_UNREADABLE` (a folder, empty, no image, truncated, corrupt),
 * `IMAGE_TOO_LARGE`, `IO_FAILED`, `NETWORK_FAILED`, `ABORTED`, and `RUNTIME_FAILED` when sharp is not installed.
 *
 * @throws LangSegError `USAGE` for a limit that is not a positive number.
 */
export function createImageReader(options: ImageReaderOptions = {}): ImageReader {
  const limits = {
    maxPixels: positive('maxPixels', options.maxPixels ?? 100_000_000),
    maxDownloadBytes: positive('maxDownloadBytes', options.maxDownloadBytes ?? 100_000_000),
    downloadTimeout: positive('downloadTimeout', options.downloadTimeout ?? 30_000),
  };
  return {
    async read(source: ImageSource, { signal } = {}): Promise<RgbImage> {
      throwIfAborted(signal);
      if (isPixels(source)) return checkRgbImage(source);
      const image = await openImageSource(source, { ...limits, signal });
      throwIfAborted(signal);
      return decodeImage(image, { ...limits, signal });
    },
  };
}

function isPixels(source: ImageSource): source is RgbImage {
  return typeof source === 'object' && 'data' in source;
}
