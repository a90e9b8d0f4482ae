import {
  LangSegError,
  sizeOf,
  throwIfAborted,
  toBytes,
  type DType,
  type DTypeArrays,
  type TensorSource,
} from '@langseg/core';

/** A tensor that is made piece by piece while it is written, so that it never is in memory as a whole. */
export interface TensorStream<D extends DType = DType> {
  readonly dtype: D;
  readonly shape: readonly number[];
  /** Its elements in row-major order, in pieces of any length. */
  pieces(): Iterable<DTypeArrays[D]> | AsyncIterable<DTypeArrays[D]>;
}

/**
 * The bytes of a tensor, as a file has them.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when something else comes than what was announced, `ABORTED`.
 */
export async function* bytesOf(
  name: string,
  source: TensorSource | TensorStream,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  throwIfAborted(signal);
  let elements = 0;
  let found = source.dtype;
  if ('pieces' in source)
    for await (const piece of source.pieces()) {
      throwIfAborted(signal);
      elements += piece.length;
      yield toBytes(piece);
    }
  else {
    const { dtype, data } = await source.load();
    [found, elements] = [dtype, data.length];
    if (dtype === source.dtype && elements === sizeOf(source.shape)) yield toBytes(data);
  }
  if (found !== source.dtype || elements !== sizeOf(source.shape))
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Tensor ${name} was announced as ${source.dtype} [${source.shape.join(', ')}] but loaded as ${found} with ${elements} elements.`,
      { tensor: name },
    );
}
