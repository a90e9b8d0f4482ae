import { fileSource } from '@langseg/adapter-node';
import { openCheckpoint } from '@langseg/checkpoints';
import { LangSegError, type DType, type Tensor } from '@langseg/core';
import { unpackVectors } from '../precision/precision.js';
import { maxRegionCount } from '../regions/split-regions.js';
import type { EmbeddingNote, FileFormat } from '../note/embedding-note.js';
import type { FileRecord } from './file-record.js';
import { npyPath } from './write-photo.js';

/** Vectors of a photo as they are compared. */
export interface StoredPhoto {
  /** `[N, D]`: of each cell, or of each region. */
  readonly vectors: Float32Array;
  /** `[rows, columns]`: the region of each cell; none where every cell has a vector. */
  readonly cells?: Uint8Array;
}

/**
 * @param stem path of the photo's files without an ending.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT` for files that hold something else than was written.
 */
export async function readPhoto(
  stem: string,
  { vectors: count, rows, columns }: Pick<FileRecord, 'vectors' | 'rows' | 'columns'>,
  { dim, precision, vectors: kind }: EmbeddingNote,
  format: FileFormat,
): Promise<StoredPhoto> {
  const load = <D extends DType>(name: string, dtype: D, shape: readonly number[]): Promise<Tensor<D>> =>
    loadTensor(stem, format, { name, dtype, shape });
  const isRegions = kind === 'regions';
  if (isRegions && count > maxRegionCount) throw corrupt(stem, `can't have ${count} regions`);
  const grid = isRegions ? [count] : [rows, columns];
  const { data } = await load('vectors', precision, [...grid, dim]);
  const scales = precision === 'int8' ? (await load('scales', 'float32', grid)).data : undefined;
  const vectors = unpackVectors({ data, scales }, dim);
  if (!isRegions) return { vectors };
  const { data: cells } = await load('cells', 'uint8', [rows, columns]);
  if (cells.some((region) => region >= count)) throw corrupt(stem, 'names regions that it does not have');
  return { vectors, cells };
}

async function loadTensor<D extends DType>(
  stem: string,
  format: FileFormat,
  { name, dtype, shape }: { readonly name: string; readonly dtype: D; readonly shape: readonly number[] },
): Promise<Tensor<D>> {
  const path = format === 'npy' ? npyPath(stem, name) : `${stem}.safetensors`;
  const source = await fileSource(path);
  try {
    const { tensors } = await openCheckpoint(source);
    const found = tensors.get(format === 'npy' ? 'arr_0' : name);
    if (found?.dtype !== dtype || found.shape.join() !== shape.join())
      throw corrupt(path, `has no tensor ${name} of ${dtype} [${shape.join(', ')}]`);
    return (await found.load()) as Tensor<D>;
  } finally {
    await source.close();
  }
}

function corrupt(path: string, problem: string): LangSegError {
  return new LangSegError('FILE_CORRUPT', `${path} ${problem}. Embed the photo again.`, { path });
}
