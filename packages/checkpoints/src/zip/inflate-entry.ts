import { Inflate } from 'fflate';
import { corruptFile, quote, unsafeFile } from '../bytes/file-errors.js';
import type { ZipEntry } from './zip-entry.js';

/** Weights hardly compress; pickles do, but are small. More than this is no checkpoint. */
const maxRatio = 20;
const freeBytes = 2 ** 20;
const maxBytes = 2 ** 31;
/** Deflate grows 1 byte to 1,032 at most, so one piece can't run far over the announced size. */
const pieceSize = 4096;
/** What is read from the file at once. */
const blockSize = 2 ** 16;

/**
 * Inflates the first `length` bytes of an entry, and of a whole one checks that it has the size that the directory announces.
 *
 * @param readCompressed reads bytes of the compressed content.
 * @throws LangSegError `FILE_UNSAFE` for an entry of more than 1 MiB that announces 20 times its compressed size or
 * over 2 GiB, `FILE_CORRUPT` for a damaged stream or one of another size than announced.
 */
export async function inflateEntry(
  { name, size, compressedSize }: ZipEntry,
  readCompressed: (offset: number, length: number) => Promise<Uint8Array>,
  length: number,
): Promise<Uint8Array> {
  if (size > maxBytes || (size > freeBytes && size > maxRatio * compressedSize))
    throw unsafeFile(
      `zip: the entry ${quote(name)} announces ${size} bytes out of ${compressedSize}. That is taken for a zip bomb.`,
      { entry: name, size, compressedSize },
    );
  const wanted = Math.min(length, size);
  const output = new Uint8Array(wanted);
  let written = 0;
  const inflate = new Inflate((chunk) => {
    if (written < wanted) output.set(chunk.subarray(0, wanted - written), written);
    written += chunk.length;
  });
  const isEnough = () => (wanted < size ? written >= wanted : written > size);
  for (let at = 0; at < compressedSize && !isEnough(); at += blockSize) {
    const block = await readCompressed(at, Math.min(blockSize, compressedSize - at));
    try {
      for (let from = 0; from < block.length && !isEnough(); from += pieceSize)
        inflate.push(block.subarray(from, from + pieceSize), at + from + pieceSize >= compressedSize);
    } catch (cause) {
      throw corruptFile(`zip: the deflated entry ${quote(name)} is damaged.`, { entry: name }, cause);
    }
  }
  if (written < wanted || (wanted === size && written !== size))
    throw corruptFile(
      `zip: the entry ${quote(name)} announces ${size} bytes, but ${written > size ? 'more' : `only ${written}`} came out.`,
      { entry: name, expected: size },
    );
  return output;
}
