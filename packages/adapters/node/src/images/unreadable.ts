import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import type { ImageFormat } from './formats/image-format.js';
import type { ImageFile } from './open-image-source.js';

/** Lines of an error of sharp that don't say what is wrong with the file. */
const empty = /^(Warning treated as error|source: bad seek|error in tile|Unknown error|\s*\([\d.]+\)$|\s*$)/;

/** What decoders say of a file that ends too early. */
const endsEarly =
  /premature end of JPEG|end of (file|GIF)|outside of file bounds|not enough data|Read error at scanline/i;

/** What the decoder objects to: of the lines of its error the last that says something. */
export function decoderReason(error: unknown): string {
  const lines = messageOf(error)
    .split('\n')
    .map((line) =>
      line
        .replace(/^(Input (file|buffer) has corrupt header: ?|VipsJpeg: |vipspng: |tiff2vips: )+/, '')
        .trim(),
    );
  const reason = lines.filter((line) => !empty.test(line)).at(-1) ?? 'the file is damaged';
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

/** The error for a file that lacks its end. */
export function truncated({ name, size }: ImageFile, format: ImageFormat, cause?: unknown): LangSegError {
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `${name} is truncated: the ${format} image continues past the end of the file at ${size} bytes. ` +
      (cause === undefined ? '' : `The decoder says: ${decoderReason(cause)} `) +
      'Fetch or export it again.',
    { path: name, format },
    cause === undefined ? {} : { cause },
  );
}

/** The error for a file that a decoder refuses; that it lacks its end is known or told by the decoder. */
export function undecodable(
  image: ImageFile,
  format: ImageFormat,
  cause: unknown,
  lacksEnd: boolean,
): LangSegError {
  if (LangSegError.is(cause)) return cause;
  if (lacksEnd || endsEarly.test(messageOf(cause))) return truncated(image, format, cause);
  const { name, description } = image;
  return new LangSegError(
    'IMAGE_UNREADABLE',
    `${name} can't be decoded as ${format}: ${decoderReason(cause)} The file has ${description}.`,
    { path: name, format },
    { cause },
  );
}
