import { unlessAborted } from '@langseg/adapter-common';
import { LangSegError, type ReadImageOptions, type RgbImage } from '@langseg/core';
import type { Metadata } from 'sharp';
import { checkScans, checkSize } from './decoding/check-effort.js';
import { decodePicture } from './decoding/decode-picture.js';
import { decodeTolerantly } from './decoding/decode-tolerantly.js';
import { createDecoder } from './decoding/decoder.js';
import { lacksEnd } from './decoding/lacks-end.js';
import { openPicture } from './decoding/open-picture.js';
import type { Picture } from './decoding/picture.js';
import { formatOf } from './formats/image-format.js';
import { loadSharp } from './load-sharp.js';
import type { ImageFile } from './open-image-source.js';
import { decoderReason, undecodable } from './unreadable.js';

/** Options of {@link decodeImage}. */
export interface DecodeOptions extends ReadImageOptions {
  readonly maxPixels: number;
}

/**
 * Decodes an image with sharp. The format is told by its first bytes and its size is taken from the header, so that other
 * formats and huge images are refused before a decoder works on them.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `RUNTIME_FAILED` (no sharp), `ABORTED`.
 */
export async function decodeImage(image: ImageFile, options: DecodeOptions): Promise<RgbImage> {
  const { name } = image;
  const { maxPixels, signal, onWarning } = options;
  const format = formatOf(image);
  const sharp = await loadSharp();
  const remarks = new Set<string>();
  const remark = (text: string): void => void remarks.add(text);
  const picture = await openPicture(image, format, options.bands, remark);
  try {
    if (format === 'JPEG') checkScans(image, picture.input as Uint8Array);
    if (format === 'AVIF') {
      const { checkTiles } = await import('./decoding/check-tiles.js');
      checkTiles(image, picture.input as Uint8Array, maxPixels);
    }
    const decoded = await unlessAborted(
      decodeTolerantly(
        picture,
        async (from, failOn) => {
          const metadata = await metadataOf(sharp, from);
          checkCompression(name, metadata);
          checkSize(image, metadata, maxPixels);
          const decoder = createDecoder(sharp, from, { maxPixels, failOn });
          return decodePicture(decoder, { name, picture, metadata }, options, remark);
        },
        (flaw) => remark(`is flawed, but complete: ${decoderReason(flaw)}`),
      ),
      signal,
    );
    for (const text of remarks) onWarning?.({ message: `${name} ${text.replace(/\.$/, '')}.` });
    return decoded;
  } catch (error) {
    throw undecodable(image, format, error, lacksEnd(picture));
  }
}

async function metadataOf(sharp: Awaited<ReturnType<typeof loadSharp>>, picture: Picture): Promise<Metadata> {
  const { input, page } = picture;
  const options = { failOn: 'error', limitInputPixels: false, limitInputChannels: false } as const;
  const tiff = page.subifd === undefined ? undefined : { subifd: page.subifd };
  return sharp(input, { ...options, page: page.page, tiff }).metadata();
}

/** The box that holds AVIF also holds other codecs. */
function checkCompression(name: string, { format, compression }: Metadata): void {
  if (format !== 'heif' || compression === 'av1') return;
  throw new LangSegError(
    'IMAGE_UNREADABLE',
    `HEIF with ${compression === 'hevc' ? 'HEVC (HEIC)' : String(compression)} is not read; convert it to JPEG or PNG: ${name}.`,
    { path: name, compression },
  );
}
