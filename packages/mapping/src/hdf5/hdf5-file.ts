import { LangSegError } from '@langseg/core';
import type { File } from 'h5wasm/node';

/** Numbers that HDF5 files here hold. */
type Numbers = Float32Array | Float64Array | Int32Array | Uint8Array;

/** An HDF5 file that is being written. */
export interface Hdf5File {
  /** Writes an array; a single number has the shape `[]`. */
  dataset(name: string, shape: readonly number[], data: Numbers): void;
  /**
   * Writes an array in slabs of whole rows along its first axis, compressed, so that it is never held.
   *
   * @param slab makes rows `first` … `last − 1`.
   */
  slabs(
    name: string,
    shape: readonly number[],
    rows: number,
    slab: (first: number, last: number) => Numbers,
  ): void;
}

const kinds = [
  [Float32Array, '<f'],
  [Float64Array, '<d'],
  [Int32Array, '<i'],
  [Uint8Array, '<B'],
] as const;

/**
 * Writes an HDF5 file with the HDF5 library compiled to WebAssembly, in the oldest version of the format that all readers know.
 *
 * @throws LangSegError `IO_FAILED` where the library can't write; what `write` throws.
 */
export async function writeHdf5(path: string, write: (file: Hdf5File) => void): Promise<void> {
  const { default: h5wasm } = await import('h5wasm/node');
  await h5wasm.ready;
  let file: File | undefined;
  try {
    file = new h5wasm.File(path, 'w', { libver: ['earliest', 'latest'] });
    const target = file;
    write({
      dataset: (name, shape, data) =>
        void target.create_dataset({ name, data, shape: [...shape], dtype: dtypeOf(data) }),
      slabs(name, shape, rows, slab) {
        const [length, ...rest] = shape;
        const empty = slab(0, 0);
        const made = target.create_dataset({
          ...{ name, data: empty, dtype: dtypeOf(empty), compression: 1 },
          ...{ shape: [0, ...rest], maxshape: [...shape], chunks: [Math.min(rows, length), ...rest] },
        });
        made.resize([...shape]);
        for (let first = 0; first < length; first += rows) {
          const last = Math.min(length, first + rows);
          made.write_slice([[first, last], ...rest.map((): [] => [])], slab(first, last));
        }
      },
    });
  } catch (cause) {
    if (LangSegError.is(cause)) throw cause;
    throw new LangSegError(
      'IO_FAILED',
      `Can't write ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { path },
      { cause },
    );
  } finally {
    file?.close();
  }
}

function dtypeOf(data: Numbers): string {
  return kinds.find(([type]) => data instanceof type)![1];
}
