import { Inflate } from 'fflate';
import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';
import type { ZipEntry } from './zip-entry.js';

/** Weights hardly compress; pickles do, but are small. More than this is no checkpoint. */
const maxRatio = 20;
const freeBytes = 2 ** 20;
const maxBytes = 2 ** 31;
/** Deflate grows 1 byte to 1,032 at most, so one piece can't run far over the announced size. */
const pieceSize = 4096;

/**
 * Inflates an entry, and stops where it produces more than its directory entry announces.
 *
 * @throws LangSegError `FILE_UNSAFE` for an entry of more than 1 MiB that announces 20 times its compressed size or
 * over 2 GiB, `FILE_CORRUPT` for a damaged stream or one of another size than announced.
 */
export function inflateEntry({ name, size }: ZipEntry, compressed: Uint8Array): Uint8Array {
  if (size > maxBytes || (size > freeBytes && size > maxRatio * compressed.length))
    throw unsafeFile(
      `zip: the entry ${quote(name)} announces ${size} bytes out of ${compressed.length}. That is taken for a zip bomb.`,
      { entry: name, size, compressedSize: compressed.length },
    );
  const output = new Uint8Array(size);
  let written = 0;
  const inflate = new Inflate((chunk) => {
    if (written + chunk.length <= size) output.set(chunk, written);
    written += chunk.length;
  });
  try {
    for (let at = 0; at < compressed.length && written <= size; at += pieceSize)
      inflate.push(compressed.subarray(at, at + pieceSize), at + pieceSize >= compressed.length);
  } catch (cause) {
    throw corruptFile(`zip: the deflated entry ${quote(name)} is damaged.`, { entry: name }, cause);
  }
  if (written !== size)
    throw corruptFile(
      `zip: the entry ${quote(name)} announces ${size} bytes, but ${written > size ? 'more' : `only ${written}`} came out.`,
      { entry: name, expected: size },
    );
  return output;
}
