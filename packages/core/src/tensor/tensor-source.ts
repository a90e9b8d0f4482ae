import type { DType } from './dtype.js';
import { sizeOf, type Tensor } from './tensor.js';

/**
 * A tensor whose shape is known now and whose data is read when asked for. Checkpoint readers return these and
 * graph builders pass them on, so that a model of any size can be converted one tensor at a time.
 */
export interface TensorSource<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  /** Reads the data. Nothing is cached: two calls read twice. */
  load(): Promise<Tensor<D>>;
}

/** A source that already holds its tensor. */
export function sourceOf<D extends DType>(value: Tensor<D>): TensorSource<D> {
  return { dtype: value.dtype, shape: value.shape, load: () => Promise.resolve(value) };
}

/** A source computed from others when it is loaded; `compute` gets them in the given order. */
export function deriveSource<D extends DType>(
  dtype: D,
  shape: readonly number[],
  inputs: readonly TensorSource[],
  compute: (...inputs: Tensor[]) => Tensor<D>['data'],
): TensorSource<D> {
  return {
    dtype,
    shape,
    load: async () => {
      const loaded: Tensor[] = [];
      for (const input of inputs) loaded.push(await input.load());
      return { dtype, shape, data: compute(...loaded) };
    },
  };
}

/** Float32 sources on top of each other along the first axis; the other axes must agree. */
export function stackSources(sources: readonly TensorSource<'float32'>[]): TensorSource<'float32'> {
  const [, ...rest] = sources[0].shape;
  const rows = sources.reduce((total, source) => total + source.shape[0], 0);
  return deriveSource('float32', [rows, ...rest], sources, (...parts) => {
    const data = new Float32Array(sizeOf([rows, ...rest]));
    let offset = 0;
    for (const part of parts) {
      data.set(part.data as Float32Array, offset);
      offset += part.data.length;
    }
    return data;
  });
}

/** A matrix with rows and columns exchanged. */
export function transposeSource(matrix: TensorSource<'float32'>): TensorSource<'float32'> {
  const [rows, columns] = matrix.shape;
  return deriveSource('float32', [columns, rows], [matrix], ({ data }) =>
    Float32Array.from({ length: data.length }, (_, i) =>
      Number(data[(i % rows) * columns + Math.floor(i / rows)]),
    ),
  );
}

/** Named tensors of a checkpoint, in file order. */
export type Weights = ReadonlyMap<string, TensorSource>;

/** Number of elements of a source. */
export function sourceSize(source: Pick<TensorSource, 'shape'>): number {
  return sizeOf(source.shape);
}
