import { withIoErrors } from '../../files/io-error.js';
import type { ImageFile } from '../open-image-source.js';
import { blackIsZero, isInverted, isOddGrey, planSamples, rgb } from '../samples/sample-plan.js';
import { choosePage } from '../tiff/choose-page.js';
import { readTiffPages } from '../tiff/read-tiff-pages.js';
import { withTiffBytes } from '../tiff/tiff-bytes.js';
import type { TiffPage } from '../tiff/tiff-page.js';
import { truncated } from '../unreadable.js';
import { bytesOf, colours, type Picture } from './picture.js';

/**
 * Reads the directories of a TIFF, chooses the image that is meant and decides what its samples are.
 *
 * @param bands what the caller wants, from 1.
 * @param remark told what the reader of a message should know.
 * @throws LangSegError `IMAGE_UNREADABLE` without the end of the file or with samples that can't be read, `IO_FAILED`,
 * `NOT_FOUND`.
 */
export async function openTiff(
  image: ImageFile,
  bands: readonly number[] | undefined,
  remark: (text: string) => void,
): Promise<Picture> {
  const { name, input } = image;
  const format = 'TIFF';
  const { pages, isTruncated } = await withIoErrors('read the image', name, () =>
    withTiffBytes(input, readTiffPages),
  );
  const chosen = choosePage(pages);
  if (isTruncated && (!chosen || chosen.page.isSecondary)) throw truncated(image, format);
  if (!chosen) return { format, input, page: {}, plan: colours };
  if (chosen.remark) remark(chosen.remark);
  const page = { page: chosen.index, ...(chosen.isSub && { subifd: 0 }) };
  const { plan, remark: onSamples } = planSamples(name, chosen.page, bands);
  if (onSamples) remark(onSamples);
  const isRenamed = isOddGrey(chosen.page) || isInverted(chosen.page);
  const readable = isRenamed ? asStored(await bytesOf(image), chosen.page) : input;
  return { format, input: readable, page, tiff: chosen.page, plan, isTruncated };
}

/** The same file, which says of its bands what makes libvips leave their values and rows as they are. */
function asStored(bytes: Uint8Array, page: TiffPage): Uint8Array {
  if (page.photometricAt === undefined) return bytes;
  const copy = Uint8Array.from(bytes);
  // The other byte of the number is 0 already.
  const at = page.photometricAt + (copy[0] === 0x49 ? 0 : 1);
  copy[at] = isOddGrey(page) ? rgb : blackIsZero;
  return copy;
}
