import { positive, unlessAborted } from '@langseg/adapter-common';
import { LangSegError, type ImageRows, type RgbImage, type RunOptions } from '@langseg/core';
import type { Metadata } from 'sharp';
import { decodeColours } from './decoding/decode-colours.js';
import { checkSize } from './decoding/check-effort.js';
import { createDecoder, type Decoder } from './decoding/decoder.js';
import { openPicture } from './decoding/open-picture.js';
import { colours, type Picture } from './decoding/picture.js';
import { formatOf, type ImageFormat } from './formats/image-format.js';
import { loadSharp } from './load-sharp.js';
import { openImageSource, type ImageFile } from './open-image-source.js';
import { undecodable } from './unreadable.js';

/** Options of {@link openImageRows}. */
export interface ImageRowsOptions extends RunOptions {
  /** Photos with fewer pixels are not opened: they are for an image reader. Default 0. */
  readonly minPixels?: number;
  /** Larger photos are refused. Default 2³⁰, about a billion. */
  readonly maxPixels?: number;
}

/** A photo that is read by rows, and what its reader should know. */
export interface OpenImageRows extends ImageRows {
  readonly warnings: readonly string[];
}

/** Most bytes of a TIFF that are decoded at once: the decoder holds several times as much, and keeps some of it. */
const pieceBytes = 2 ** 23;

/** No download: the photo is a file. */
const noDownload = { maxDownloadBytes: 0, downloadTimeout: 1 };

/**
 * Opens a photo of which a few rows at a time are decoded, for `Segmenter.segmentRows`: a JPEG, PNG or TIFF of 8 bits, upright
 * and neither progressive nor interlaced, for those can only be decoded as a whole. A TIFF in tiles or strips is fastest;
 * others are decoded from the top each time.
 *
 * @param path of a file.
 * @returns undefined for a photo of fewer than `minPixels`.
 * @throws LangSegError `NOT_FOUND`, `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `USAGE`, `RUNTIME_FAILED` (no sharp).
 */
export async function openImageRows(
  path: string,
  options: ImageRowsOptions = {},
): Promise<OpenImageRows | undefined> {
  const { minPixels = 0 } = options;
  const maxPixels = positive('maxPixels', options.maxPixels ?? 2 ** 30);
  const image = await openImageSource(path, { ...noDownload, signal: options.signal });
  const format = formatOf(image);
  const sharp = await loadSharp();
  const warnings: string[] = [];
  try {
    const metadata = await sharp(path, { limitInputPixels: false, limitInputChannels: false }).metadata();
    const { width, height } = metadata;
    if (width * height < minPixels) return undefined;
    checkSize(image, metadata, maxPixels);
    const picture: Picture =
      format === 'TIFF'
        ? await openPicture(image, format, undefined, (text) => warnings.push(`${image.name} ${text}.`))
        : { format, input: path, page: {}, plan: colours };
    const { plan } = picture;
    if (plan.kind !== 'colours' || metadata.depth !== 'uchar')
      throw wholeOnly(image, 'has no colours of 8 bits', width * height);
    const why = wholeOnlyReason(format, metadata);
    if (why) throw wholeOnly(image, why, width * height);
    const decoder = createDecoder(sharp, picture, { maxPixels, failOn: 'error' });
    const decode = async (first: number, last: number, { signal }: RunOptions): Promise<RgbImage> => {
      const rows = { left: 0, top: first, width, height: last - first };
      const run: Decoder['run'] = (pipeline) =>
        decoder.run((start) => pipeline(start.extract(rows)), { sequentialRead: true });
      return unlessAborted(decodeColours({ run }, plan.alpha), signal);
    };
    const rowsAtOnce = format === 'TIFF' ? Math.max(1, Math.floor(pieceBytes / (3 * width))) : height;
    return {
      width,
      height,
      warnings,
      async read(first, last, run = {}) {
        try {
          if (last - first <= rowsAtOnce) return await decode(first, last, run);
          const data = new Uint8Array(3 * width * (last - first));
          for (let row = first; row < last; row += rowsAtOnce) {
            const piece = await decode(row, Math.min(row + rowsAtOnce, last), run);
            data.set(piece.data, 3 * width * (row - first));
          }
          return { width, height: last - first, data };
        } catch (error) {
          throw undecodable(image, format, error, false);
        }
      },
    };
  } catch (error) {
    throw undecodable(image, format, error, false);
  }
}

/** Why a photo can only be decoded as a whole. */
function wholeOnlyReason(
  format: ImageFormat,
  { isProgressive, orientation = 1 }: Metadata,
): string | undefined {
  if (format !== 'JPEG' && format !== 'PNG' && format !== 'TIFF') return `is ${format}`;
  if (isProgressive) return 'is progressive or interlaced';
  return orientation === 1 ? undefined : 'is turned by its EXIF orientation';
}

function wholeOnly({ name }: ImageFile, why: string, pixels: number): LangSegError {
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `${name} can't be read by rows: it ${why}. Save it as a TIFF or an ordinary JPEG or PNG with 8 bits a colour, upright.`,
    { path: name, pixels },
  );
}
