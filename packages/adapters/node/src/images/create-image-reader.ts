import { checkReadOptions, checkRgbImage, type DownloadLimits, positive } from '@langseg/adapter-common';
import {
  throwIfAborted,
  type ImageReader,
  type ImageSource,
  type ReadImageOptions,
  type RgbImage,
} from '@langseg/core';
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
 * bytes, and no other format; pixels pass through after a check. EXIF orientation is applied, ICC profiles, CMYK,
 * greyscale and palettes become 8-bit sRGB, transparency lies on white, and of an animation the first frame is taken. Of
 * a TIFF the first image that is not a preview of another is read; its bands that are neither colour nor transparency are
 * left out. Values of more than 8 bits, signed ones and floats are scaled by their extent; `bands` and `range` say
 * otherwise.
 *
 * A file without its end, or with pixels that can't be decoded, is an error, never a half-grey photo. Flaws that
 * cost no pixel, and every choice that might be wrong, are told to `onWarning`. When the signal fires while sharp decodes,
 * `read` rejects at once and the decoding ends in the background.
 *
 * `read` throws LangSegError `NOT_FOUND`, `IMAGE_UNREADABLE` (a folder, empty, no image, another format, truncated,
 * damaged, values without a known range, bands that are not there), `IMAGE_TOO_LARGE`, `IO_FAILED`, `NETWORK_FAILED`,
 * `ABORTED`, `USAGE` (impossible bands or range), and `RUNTIME_FAILED` when sharp is not installed.
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
    async read(source: ImageSource, options: ReadImageOptions = {}): Promise<RgbImage> {
      const { signal } = options;
      throwIfAborted(signal);
      checkReadOptions(options);
      if (isPixels(source)) return checkRgbImage(source);
      const image = await openImageSource(source, { ...limits, signal });
      throwIfAborted(signal);
      return decodeImage(image, { ...options, maxPixels: limits.maxPixels });
    },
  };
}

function isPixels(source: ImageSource): source is RgbImage {
  return typeof source === 'object' && source !== null && 'data' in source;
}
