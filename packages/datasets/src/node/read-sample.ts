import { readFile } from 'node:fs/promises';
import { createImageReader, readOrientation, withIoErrors } from '@langseg/adapter-node';
import { LangSegError, throwIfAborted, type RgbImage, type RunOptions } from '@langseg/core';
import { assertSameSize, checkSample } from '../check-sample.js';
import type { ClassList } from '../dataset.js';
import { replaceValues } from '../mask-values.js';
import { orientMask } from '../orient-mask.js';
import type { Mask, Sample } from '../sample.js';
import type { SampleFiles } from '../layout/sample-files.js';
import { convertMask } from './masks/convert-mask.js';
import { maskReader } from './masks/mask-reader.js';

/**
 * Decodes a photo and its mask and checks them. The size of a mask is compared with that of its photo before its pixels
 * are read. A mask that was drawn on the pixels as the camera stored them, which its size shows, is turned with its photo.
 *
 * @throws LangSegError `NOT_FOUND`, `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `IO_FAILED`, `ABORTED`, and what
 * `checkSample` throws.
 */
export async function readSample(
  files: SampleFiles,
  classList: ClassList,
  options: RunOptions = {},
): Promise<Sample> {
  const remarks: string[] = [];
  const [image, bytes] = await Promise.all([
    createImageReader().read(files.image, {
      ...options,
      onWarning: ({ message }) => void remarks.push(message),
    }),
    withIoErrors('read the mask', files.mask, () => readFile(files.mask)),
  ]);
  throwIfAborted(options.signal);
  const reader = maskReader(classList.maskFormat?.pixels);
  const size = await naming(files.mask, async () => reader.size(bytes));
  const turn = await turnOf(files.image, image, size);
  if (turn === undefined) assertSameSize(image, size, files.id);
  const raw = await naming(files.mask, async () => reader.read(bytes));
  const { width, height } = size;
  const drawn: Mask = { width, height, data: convertMask(raw, classList, files) };
  const upright = turn === undefined ? drawn : orientMask(drawn, turn);
  const mask = classList.values ? replaceValues(upright, classList.values) : upright;
  const sample = {
    image,
    mask,
    ...(turn !== undefined && { isTurned: true }),
    ...(remarks.length > 0 && { remarks }),
  };
  checkSample(sample, classList, files.id);
  return sample;
}

/** The EXIF orientation of a photo whose mask has the size that it had before it was turned. */
async function turnOf(
  path: string,
  { width, height }: RgbImage,
  mask: { readonly width: number; readonly height: number },
): Promise<number | undefined> {
  if (width === height || width !== mask.height || height !== mask.width) return undefined;
  const orientation = await readOrientation(path);
  return orientation >= 5 ? orientation : undefined;
}

async function naming<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!LangSegError.is(error)) throw error;
    throw new LangSegError(
      error.code,
      `${path}: ${error.message}`,
      { ...error.context, path },
      { cause: error },
    );
  }
}
