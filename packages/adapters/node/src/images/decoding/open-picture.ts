import type { ImageFormat } from '../formats/image-format.js';
import type { ImageFile } from '../open-image-source.js';
import { bytesOf, colours, type Picture } from './picture.js';

/**
 * Reads the bytes of an image, or the directories of a TIFF.
 *
 * @param bands what the caller wants of a TIFF, from 1.
 * @param remark told what the reader of a message should know.
 * @throws LangSegError `IMAGE_UNREADABLE` for a TIFF without its end or with samples that can't be read,
 * `IO_FAILED`, `NOT_FOUND`.
 */
export async function openPicture(
  image: ImageFile,
  format: ImageFormat,
  bands: readonly number[] | undefined,
  remark: (text: string) => void,
): Promise<Picture> {
  if (format !== 'TIFF') return { format, input: await bytesOf(image), page: {}, plan: colours };
  // Few photos are TIFF files; the others do without their reader.
  const { openTiff } = await import('./open-tiff.js');
  return openTiff(image, bands, remark);
}
