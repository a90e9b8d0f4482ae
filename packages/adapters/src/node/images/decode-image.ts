import { LangSegError, type RgbImage, type RunOptions } from '@langseg/core';
import { unlessAborted } from '../../images/unless-aborted.js';
import { messageOf } from '../../message-of.js';
import { loadSharp } from './load-sharp.js';
import type { EncodedImage } from './open-image-source.js';

type Sharp = Awaited<ReturnType<typeof loadSharp>>;
type Tolerance = 'warning' | 'error';

/** Camera makers write this harmless flaw by the million; every viewer shows such photos. */
const harmlessFlaw = /Invalid SOS parameters/;

/**
 * Decodes an image with sharp. Its size is taken from the header first, so that a huge one is refused before any
 * memory is taken for it.
 *
 * @throws LangSegError `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `RUNTIME_FAILED` (no sharp), `ABORTED`.
 */
export async function decodeImage(
  image: EncodedImage,
  { maxPixels, signal }: { readonly maxPixels: number } & RunOptions,
): Promise<RgbImage> {
  const sharp = await loadSharp();
  const metadata = await unlessAborted(
    sharp(image.input, { limitInputPixels: false }).metadata(),
    signal,
  ).catch((error: unknown) => {
    throw notAnImage(image, error);
  });
  checkSize(image, metadata.width, metadata.height, maxPixels);
  try {
    return await unlessAborted(
      decodePixels(sharp, image, maxPixels, 'warning').catch((error: unknown) => {
        if (!harmlessFlaw.test(String(error))) throw error;
        return decodePixels(sharp, image, maxPixels, 'error');
      }),
      signal,
    );
  } catch (error) {
    throw damaged(image, metadata.format, error);
  }
}

/**
 * The order of steps is sharp's own: orientation, ICC profile to sRGB, white under transparency, 8 bit. One full-size
 * copy, or two for a moment when EXIF asks for a turn by 90° or 270°.
 */
async function decodePixels(
  sharp: Sharp,
  { input }: EncodedImage,
  maxPixels: number,
  failOn: Tolerance,
): Promise<RgbImage> {
  const { data, info } = await sharp(input, { failOn, limitInputPixels: maxPixels })
    .autoOrient()
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`it has ${info.channels} channels after conversion to RGB`);
  return { width: info.width, height: info.height, data };
}

function checkSize({ name }: EncodedImage, width: number, height: number, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new LangSegError(
    'IMAGE_TOO_LARGE',
    `${name} is ${width}×${height} = ${width * height} pixels; the limit is ${maxPixels}. ` +
      'Scale it down, or raise maxPixels (three bytes of memory a pixel and more).',
    { path: name, width, height, maxPixels },
  );
}

function notAnImage({ name, description }: EncodedImage, cause: unknown): unknown {
  if (LangSegError.is(cause)) return cause;
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `Expected an image (JPEG, PNG, WebP, GIF, TIFF or AVIF), but ${name} is none, or its header is damaged: ` +
      `${description}. The decoder says: ${firstLine(cause)}`,
    { path: name },
    { cause },
  );
}

function damaged({ name, description }: EncodedImage, format: string, cause: unknown): unknown {
  if (LangSegError.is(cause)) return cause;
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `${name} is truncated or corrupt: a ${format} image was expected to the end, the file has ${description}. ` +
      `The decoder says: ${firstLine(cause)} Fetch or export it again.`,
    { path: name, format },
    { cause },
  );
}

function firstLine(error: unknown): string {
  const [line = ''] = messageOf(error).split('\n', 1);
  return line.endsWith('.') ? line : `${line}.`;
}
