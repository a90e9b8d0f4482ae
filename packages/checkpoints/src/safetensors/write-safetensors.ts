import { bytesPerElement, LangSegError, sourceSize, type TensorSource } from '@langseg/core';
import { bytesOf, type TensorStream } from '../bytes/tensor-stream.js';
import { nameOfDType } from './dtype-names.js';

/** Options of {@link writeSafetensors}. */
export interface WriteSafetensorsOptions {
  /** Strings to keep in the header's `__metadata__`; none by default. */
  readonly metadata?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Produces a safetensors file chunk by chunk: the header, then one chunk a tensor, each loaded when its turn comes, so
 * that memory holds one tensor at a time; of a {@link TensorStream}, one piece. Tensors with wider elements come first (else in the given
 * order), which keeps every tensor aligned.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` for a name that is given twice or reserved, `SHAPE_MISMATCH` when a source
 * loads something else than it announced, `ABORTED`.
 */
export async function* writeSafetensors(
  tensors: Iterable<readonly [string, TensorSource | TensorStream]>,
  { metadata, signal }: WriteSafetensorsOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const ordered = [...tensors].sort(([, a], [, b]) => bytesPerElement(b.dtype) - bytesPerElement(a.dtype));
  yield encodeHeader(ordered, metadata);
  for (const [name, source] of ordered) yield* bytesOf(name, source, signal);
}

function encodeHeader(
  tensors: readonly (readonly [string, TensorSource | TensorStream])[],
  metadata: Readonly<Record<string, string>> | undefined,
): Uint8Array {
  const entries = new Map<string, unknown>(metadata ? [['__metadata__', metadata]] : []);
  let position = 0;
  for (const [name, source] of tensors) {
    if (entries.has(name) || name === '__metadata__')
      throw new LangSegError('WEIGHTS_MISMATCH', `Two entries of the file would be called ${name}.`, {
        tensor: name,
      });
    const begin = position;
    position += sourceSize(source) * bytesPerElement(source.dtype);
    entries.set(name, {
      dtype: nameOfDType.get(source.dtype),
      shape: source.shape,
      data_offsets: [begin, position],
    });
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  const header = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.set(json, 8);
  return header;
}
