import type { ByteSource } from './byte-source.js';
import { corruptFile } from './file-errors.js';

/**
 * Reads `length` bytes at `offset`; `what` names them in the error.
 *
 * @throws LangSegError `FILE_CORRUPT` when the source ends before them.
 */
export async function readExactly(
  source: ByteSource,
  offset: number,
  length: number,
  what: string,
): Promise<Uint8Array> {
  const bytes = offset + length <= source.size ? await source.read(offset, length) : undefined;
  if (bytes?.length !== length)
    throw corruptFile(
      `The file ends too early: ${what} needs bytes ${offset} to ${offset + length}, the file has ${source.size}. ` +
        'The download or copy is probably incomplete.',
      { what, offset, length, size: source.size },
    );
  // A Node Buffer's own slice() would not copy.
  return new Uint8Array(bytes.buffer, bytes.byteOffset, length);
}

/** A view for reading numbers out of `bytes`. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** An unsigned little-endian 64-bit number; above 2^53 it comes back as `Infinity`, which fits no file. */
export function readUint64(view: DataView, offset: number): number {
  const value = Number(view.getBigUint64(offset, true));
  return Number.isSafeInteger(value) ? value : Infinity;
}
