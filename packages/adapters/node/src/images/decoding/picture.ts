import { readFile } from 'node:fs/promises';
import type { Metadata } from 'sharp';
import { withIoErrors } from '../../files/io-error.js';
import type { ImageFormat } from '../formats/image-format.js';
import type { ImageFile } from '../open-image-source.js';
import type { SamplePlan } from '../samples/sample-plan.js';
import type { TiffPage } from '../tiff/tiff-page.js';

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

/** What is known of a picture before its pixels are decoded. */
export interface PictureFacts {
  readonly name: string;
  readonly picture: Picture;
  readonly metadata: Metadata;
}

/** Samples that are colours, as in almost every file. */
export const colours: SamplePlan = { kind: 'colours', alpha: 'lay-on-white' };

/** The whole file. */
export async function bytesOf({ name, input }: ImageFile): Promise<Uint8Array> {
  return typeof input === 'string' ? withIoErrors('read the image', name, () => readFile(input)) : input;
}
