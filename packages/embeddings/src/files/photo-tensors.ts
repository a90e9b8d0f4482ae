import type { TensorStream } from '@langseg/checkpoints';
import {
  LangSegError,
  sourceOf,
  tensor,
  type DTypeArrays,
  type EmbeddingRows,
  type EncodedImage,
  type TensorSource,
} from '@langseg/core';
import type { PhotoGeometry } from '../geometry.js';
import { packVectors, scalesOf, type Precision } from '../precision/precision.js';
import { photoRegions } from '../regions/photo-regions.js';
import type { EmbeddingNote } from '../note/embedding-note.js';

/** A photo as it is written: every tensor by its name, the vectors last. */
export interface PhotoTensors extends PhotoGeometry {
  readonly tensors: ReadonlyMap<string, TensorSource | TensorStream>;
  /** How many vectors. */
  readonly count: number;
}

/** Numbers of a piece of vectors that is in memory at once: 4 MB. */
const pieceElements = 2 ** 20;

/** @throws LangSegError `SHAPE_MISMATCH` for vectors of another length than the set's, `DISPOSED`. */
export function photoTensors(image: EncodedImage, note: EmbeddingNote): PhotoTensors {
  return note.vectors === 'pixels' ? pixelTensors(image, note) : regionTensors(image, note);
}

function pixelTensors(image: EncodedImage, { cells, dim, precision }: EmbeddingNote): PhotoTensors {
  const grid = image.embeddingRows(cells);
  assertDim(grid.dim, dim);
  const { rows, columns } = grid;
  const norms = new Float32Array(rows * columns);
  const scales = precision === 'int8' ? new Float32Array(rows * columns) : undefined;
  for (const { first, band } of bandsOf(grid)) {
    norms.set(band.norms, first * columns);
    scales?.set(scalesOf(band.vectors, dim), first * columns);
  }
  return {
    ...{ width: image.width, height: image.height, rows, columns, count: rows * columns },
    tensors: new Map<string, TensorSource | TensorStream>([
      ['norms', sourceOf(tensor('float32', [rows, columns], norms))],
      ...(scales ? [['scales', sourceOf(tensor('float32', [rows, columns], scales))] as const] : []),
      [
        'vectors',
        stream(precision, [rows, columns, dim], function* () {
          for (const { band } of bandsOf(grid)) yield packVectors(band.vectors, dim, precision).data;
        }),
      ],
    ]),
  };
}

function regionTensors(image: EncodedImage, note: EmbeddingNote): PhotoTensors {
  const { rows, columns, cells, vectors, norms } = photoRegions(image, note);
  const { dim, precision } = note;
  assertDim(vectors.length / norms.length, dim);
  const { data, scales } = packVectors(vectors, dim, precision);
  return {
    ...{ width: image.width, height: image.height, rows, columns, count: norms.length },
    tensors: new Map<string, TensorSource | TensorStream>([
      ['norms', sourceOf(tensor('float32', [norms.length], norms))],
      ...(scales ? [['scales', sourceOf(tensor('float32', [norms.length], scales))] as const] : []),
      ['cells', sourceOf(tensor('uint8', [rows, columns], cells))],
      ['vectors', stream(precision, [norms.length, dim], () => [data])],
    ]),
  };
}

function* bandsOf(grid: EmbeddingRows) {
  const { rows, columns, dim } = grid;
  const step = Math.max(1, Math.floor(pieceElements / (columns * dim)));
  for (let first = 0; first < rows; first += step)
    yield { first, band: grid.read(first, Math.min(step, rows - first)) };
}

function stream(
  dtype: Precision,
  shape: readonly number[],
  pieces: () => Iterable<Uint16Array | Int8Array>,
): TensorStream {
  return { dtype, shape, pieces: pieces as () => Iterable<DTypeArrays[Precision]> };
}

/** @throws LangSegError `SHAPE_MISMATCH`. */
export function assertDim(found: number, dim: number): void {
  if (found === dim) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `Vectors of this set have ${dim} numbers, those of the photo ${found}.`,
    { expected: dim, found },
  );
}
