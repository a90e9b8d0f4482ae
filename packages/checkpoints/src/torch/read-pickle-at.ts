import type { ByteSource } from '../bytes/byte-source.js';
import { corruptFile, unsafeFile } from '../bytes/file-errors.js';
import { readExactly } from '../bytes/read-exactly.js';
import type { PickleOptions } from '../pickle/pickle-machine.js';
import { type PickleResult, runPickle } from '../pickle/run-pickle.js';

/** Weights lie outside the pickle, so real ones have well under a megabyte; this bounds what a hostile one can build. */
export const maxPickleBytes = 32 * 2 ** 20;

const firstWindow = 2 ** 16;

/**
 * Runs a pickle of unknown length in the middle of a file. It is tried on a small window first, which grows until the
 * pickle ends within it.
 *
 * @returns the result and the offset behind the pickle.
 * @throws LangSegError `FILE_CORRUPT`, `FILE_UNSAFE`
 */
export async function readPickleAt(
  source: ByteSource,
  offset: number,
  options: PickleOptions,
): Promise<PickleResult & { readonly end: number }> {
  const available = source.size - offset;
  for (let window = firstWindow; ; window *= 8) {
    const length = Math.min(window, available, maxPickleBytes);
    const result = runPickle(await readExactly(source, offset, length, options.where), options);
    if (result) return { ...result, end: offset + result.length };
    if (length === available)
      throw corruptFile(
        `The file ends within ${options.where}, which begins at byte ${offset}. It seems truncated.`,
        {
          offset,
          size: source.size,
        },
      );
    if (length === maxPickleBytes)
      throw unsafeFile(
        `At byte ${offset}, ${options.where} has more than ${maxPickleBytes} bytes, which is refused.`,
      );
  }
}
