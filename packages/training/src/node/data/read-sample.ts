import { readFile } from 'node:fs/promises';
import { createImageReader, decodeMask, withIoErrors } from '@langseg/adapters/node';
import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { checkSample } from '../../data/check-sample.js';
import type { ClassList } from '../../data/dataset.js';
import type { Mask, Sample } from '../../data/sample.js';
import type { SampleFiles } from './file-dataset.js';

/**
 * Decodes a photo and its mask and checks them.
 *
 * @throws LangSegError `NOT_FOUND`, `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `IO_FAILED`, `ABORTED`, and what
 * `checkSample` throws.
 */
export async function readSample(
  files: SampleFiles,
  classList: ClassList,
  options: RunOptions = {},
): Promise<Sample> {
  const [image, mask] = await Promise.all([
    createImageReader().read(files.image, options),
    readMask(files.mask),
  ]);
  throwIfAborted(options.signal);
  const sample = { image, mask };
  checkSample(sample, classList, files.id);
  return sample;
}

async function readMask(path: string): Promise<Mask> {
  const bytes = await withIoErrors('read the mask', path, () => readFile(path));
  try {
    const { width, height, labelMap } = await decodeMask(bytes);
    return { width, height, data: labelMap };
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
