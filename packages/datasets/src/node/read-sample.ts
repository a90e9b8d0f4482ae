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
 * are read; without one, every pixel is ignored. A mask that was drawn on the pixels as the camera stored them, which its size shows, is turned with its photo.
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
  const { mask: path } = files;
  const [image, bytes] = await Promise.all([
    createImageReader().read(files.image, {
      ...options,
      onWarning: ({ message }) => void remarks.push(message),
    }),
    path === undefined ? undefined : withIoErrors('read the mask', path, () => readFile(path)),
  ]);
  throwIfAborted(options.signal);
  const withRemarks = remarks.length > 0 && { remarks };
  if (path === undefined || bytes === undefined)
    return { image, mask: ignoredMask(image, classList), ...withRemarks };
  const reader = maskReader(classList.maskFormat?.pixels);
  const size = await naming(path, async () => reader.size(bytes));
  const turn = await turnOf(files.image, image, size);
  if (turn === undefined) assertSameSize(image, size, files.id);
  const raw = await naming(path, async () => reader.read(bytes));
  const { width, height } = size;
  const drawn: Mask = { width, height, data: convertMask(raw, classList, files) };
  const upright = turn === undefined ? drawn : orientMask(drawn, turn);
  const mask = classList.values ? replaceValues(upright, classList.values) : upright;
  const sample = {
    image,
    mask,
    ...(turn !== undefined && { isTurned: true }),
    ...withRemarks,
  };
  checkSample(sample, classList, files.id);
  return sample;
}

function ignoredMask({ width, height }: RgbImage, { ignoreValue }: ClassList): Mask {
  const pixels = width * height;
  const data = ignoreValue <= 255 ? new Uint8Array(pixels) : new Uint16Array(pixels);
  return { width, height, data: data.fill(ignoreValue) };
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
