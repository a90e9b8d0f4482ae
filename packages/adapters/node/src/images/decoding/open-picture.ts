import { readFile } from 'node:fs/promises';
import { withIoErrors } from '../../files/io-error.js';
import type { ImageFile } from '../open-image-source.js';
import { truncated } from '../unreadable.js';
import type { ImageFormat } from '../formats/image-format.js';
import { choosePage } from '../tiff/choose-page.js';
import { readTiffPages } from '../tiff/read-tiff-pages.js';
import { withTiffBytes } from '../tiff/tiff-bytes.js';
import type { TiffPage } from '../tiff/tiff-page.js';
import {
  blackIsZero,
  isInverted,
  isOddGrey,
  planSamples,
  rgb,
  type SamplePlan,
} from '../samples/sample-plan.js';

/** A file that is ready to be decoded. */
export interface Picture {
  readonly format: ImageFormat;
  /** A path for TIFF files, which may be large; the bytes of all others. */
  readonly input: string | Uint8Array;
  /** Which image of a TIFF file is meant, for sharp. */
  readonly page: { readonly page?: number; readonly subifd?: number };
  /** What its tags say. */
  readonly tiff?: TiffPage;
  /** A directory of a TIFF lies behind the end of the file. */
  readonly isTruncated?: boolean;
  /** What its samples are. */
  readonly plan: SamplePlan;
}

const colours: SamplePlan = { kind: 'colours', alpha: 'lay-on-white' };

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
  const { name, input } = image;
  if (format !== 'TIFF') {
    return { format, input: await bytesOf(image), page: {}, plan: colours };
  }
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

async function bytesOf({ name, input }: ImageFile): Promise<Uint8Array> {
  return typeof input === 'string' ? withIoErrors('read the image', name, () => readFile(input)) : input;
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
