import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LangSegError } from '@langseg/core';

/**
 * The folder of a path or a `file:` address.
 *
 * @throws LangSegError `USAGE`.
 */
export function folderOf(address: string): string {
  if (!/^file:/i.test(address)) return resolve(address);
  try {
    return fileURLToPath(address);
  } catch (cause) {
    throw new LangSegError(
      'USAGE',
      `"${address}" is not the address of a local folder.`,
      { address },
      { cause },
    );
  }
}
