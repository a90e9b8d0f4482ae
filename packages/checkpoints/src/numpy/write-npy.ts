import { LangSegError, type DType, type TensorSource } from '@langseg/core';
import { dtypeOfCode } from '../bytes/dtype-of-code.js';
import { bytesOf, type TensorStream } from '../bytes/tensor-stream.js';

/** Options of {@link writeNpy}. */
export interface WriteNpyOptions {
  readonly signal?: AbortSignal;
}

/** The data begins at a multiple of so many bytes, so that it can be mapped into memory. */
const alignment = 64;

const codeOf: ReadonlyMap<DType, string> = new Map([...dtypeOfCode].map(([code, dtype]) => [dtype, code]));

/**
 * Produces a NumPy array (`.npy`, version 1.0, row-major, little-endian) chunk by chunk: the header, then the elements; of a
 * {@link TensorStream}, one piece at a time. Follows `numpy/lib/format.py`.
 *
 * @throws LangSegError `USAGE` for bfloat16, which NumPy doesn't know, `SHAPE_MISMATCH` when a source loads something else than it announced,
 * `ABORTED`.
 */
export async function* writeNpy(
  source: TensorSource | TensorStream,
  { signal }: WriteNpyOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  yield encodeHeader(source);
  yield* bytesOf('of the NumPy array', source, signal);
}

function encodeHeader({ dtype, shape }: Pick<TensorSource, 'dtype' | 'shape'>): Uint8Array {
  const code = codeOf.get(dtype);
  if (code === undefined)
    throw new LangSegError('USAGE', `NumPy has no ${dtype}; convert the tensor to float32.`, { dtype });
  // Elements of one byte have no byte order.
  const order = code.endsWith('1') ? '|' : '<';
  const lengths = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '${order}${code}', 'fortran_order': False, 'shape': (${lengths}), }`;
  const length = Math.ceil((10 + dict.length + 1) / alignment) * alignment;
  const header = new Uint8Array(length).fill(0x20);
  header.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(header.buffer).setUint16(8, length - 10, true);
  header.set(new TextEncoder().encode(dict), 10);
  header[length - 1] = 0x0a;
  return header;
}
