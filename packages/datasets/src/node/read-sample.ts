import { readFile } from 'node:fs/promises';
import { createImageReader, readOrientation, withIoErrors } from '@langseg/adapter-node';
import { LangSegError, throwIfAborted, type RgbImage, type RunOptions } from '@langseg/core';
import { assertSameSize, checkSample } from '../check-sample.js';
import type { ClassList } from '../dataset.js';
import { replaceValues } from '../mask-values.js';
import { drawMask } from '../drawn/draw-mask.js';
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
    path === undefined || files.drawn ? undefined : withIoErrors('read the mask', path, () => readFile(path)),
  ]);
  throwIfAborted(options.signal);
  const withRemarks = remarks.length > 0 && { remarks };
  if (path === undefined) return { image, mask: ignoredMask(image, classList), ...withRemarks };
  const { size, read } = await naming(path, () => openMask(files, bytes, image, classList));
  const turn = await turnOf(files.image, image, size);
  if (turn === undefined) assertSameSize(image, size, files.id);
  const drawn = await naming(path, read);
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

/** A mask whose size is known before its pixels. */
interface OpenMask {
  readonly size: { readonly width: number; readonly height: number };
  readonly read: () => Promise<Mask>;
}

async function openMask(
  files: SampleFiles,
  bytes: Uint8Array | undefined,
  image: RgbImage,
  classList: ClassList,
): Promise<OpenMask> {
  const { drawn } = files;
  if (drawn) {
    const { width = image.width, height = image.height } = drawn;
    return { size: { width, height }, read: async () => drawMask(drawn, width, height) };
  }
  const reader = maskReader(classList.maskFormat?.pixels);
  const { width, height } = await reader.size(bytes!);
  return {
    size: { width, height },
    read: async () => ({ width, height, data: convertMask(await reader.read(bytes!), classList, files) }),
  };
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
