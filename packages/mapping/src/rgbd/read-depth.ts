import { readFile, stat } from 'node:fs/promises';
import { decodeValues, fileSource, withIoErrors } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { LangSegError, toFloat32 } from '@langseg/core';

/** A depth image. */
export interface DepthImage {
  readonly width: number;
  readonly height: number;
  /** `[height, width]` in metres along the optical axis; 0, NaN or beyond any range where it is not known. */
  readonly data: Float32Array;
}

/** No depth image is larger. */
const mostPixels = 50_000_000;
const mostBytes = 2 ** 29;

/**
 * Reads a depth image: PNG of 16 bits with one channel, or NumPy's `.npy`.
 *
 * @param scale values that make a metre. Default 1000 for whole numbers, 1 for floats.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `IMAGE_UNREADABLE`, `IMAGE_TOO_LARGE`, `FILE_CORRUPT`, `FILE_UNSAFE`.
 */
export async function readDepth(path: string, scale?: number): Promise<DepthImage> {
  const { size } = await withIoErrors('read', path, () => stat(path));
  if (size > mostBytes) throw tooLarge(path, `${size} bytes`);
  const { width, height, data, isWhole } = path.toLowerCase().endsWith('.npy')
    ? await readArray(path)
    : await readPicture(path);
  const metres = 1 / (scale ?? (isWhole ? 1000 : 1));
  for (let i = 0; i < data.length; i++) data[i] *= metres;
  return { width, height, data };
}

interface Values extends DepthImage {
  readonly isWhole: boolean;
}

async function readPicture(path: string): Promise<Values> {
  const bytes = await withIoErrors('read', path, () => readFile(path));
  const { width, height, data } = await decodeValues(bytes, `depth image ${path}`);
  return { width, height, data: Float32Array.from(data), isWhole: true };
}

async function readArray(path: string): Promise<Values> {
  const source = await fileSource(path);
  try {
    const { tensors } = await openCheckpoint(source);
    const [array] = tensors.values();
    const shape = array?.shape.filter((length, _, all) => length !== 1 || all.length <= 2) ?? [];
    if (tensors.size !== 1 || shape.length !== 2)
      throw new LangSegError(
        'IMAGE_UNREADABLE',
        `${path}: expected a depth image as an array [height, width] of numbers, got [${array?.shape.join(', ') ?? ''}].`,
        { path },
      );
    const [height, width] = shape;
    if (width * height > mostPixels) throw tooLarge(path, `${width} × ${height} pixels`);
    const loaded = await array.load();
    const isWhole = !loaded.dtype.includes('float');
    return { width, height, data: Float32Array.from(toFloat32(loaded).data), isWhole };
  } finally {
    await source.close();
  }
}

function tooLarge(path: string, found: string): LangSegError {
  return new LangSegError(
    'IMAGE_TOO_LARGE',
    `${path} has ${found}; a depth image has at most ${mostPixels} pixels.`,
    {
      path,
    },
  );
}
