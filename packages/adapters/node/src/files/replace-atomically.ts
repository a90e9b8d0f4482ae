import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { throwIfAborted, type RunOptions } from '@langseg/core';
import { toIoError } from './io-error.js';
import { sweepFolder } from './sweep-folder.js';
import { temporaryBeside } from './temporary-name.js';

/**
 * Makes a file of one that something else writes by its path: `fill` gets a temporary path in the same folder, and what is there takes the name
 * `path`, replacing a former file, once it has come to its end. After any failure the former file is untouched and nothing else remains; what a
 * killed process has left goes away the next time.
 *
 * @param fill writes the file; its own errors are passed on.
 * @throws LangSegError `IO_FAILED` (disk full, no permission …), `NOT_FOUND` when the folder is missing, `ABORTED`.
 */
export async function replaceAtomically(
  path: string,
  fill: (temporary: string) => Promise<void>,
  { signal }: RunOptions = {},
): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    throwIfAborted(signal);
    await sweepFolder(dirname(path));
    await fill(temporary);
    throwIfAborted(signal);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw toIoError(error, 'write', path);
  }
}
