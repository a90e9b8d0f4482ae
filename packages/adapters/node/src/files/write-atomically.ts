import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { throwIfAborted, type RunOptions } from '@langseg/core';
import { fileSink, type ByteSink } from './byte-sink.js';
import { toIoError } from './io-error.js';
import { replaceAtomically } from './replace-atomically.js';

/**
 * Writes a file atomically: the bytes go to a temporary file in the same folder, reach the disk,
 * and only then take the name `path`, replacing a former file. After any failure the former file is untouched and
 * nothing else remains; what a killed process has left goes away the next time. Pipes and devices such as `/dev/stdout` are no files to
 * replace: bytes go straight to them.
 *
 * @param write gets the sink; its own errors are passed on.
 * @throws LangSegError `IO_FAILED` (disk full, no permission …), `NOT_FOUND` when the folder is missing, `ABORTED`.
 */
export async function writeAtomically(
  path: string,
  write: (sink: ByteSink) => Promise<void>,
  { signal }: RunOptions = {},
): Promise<void> {
  if (await isDevice(path)) return writeToDevice(path, write);
  await replaceAtomically(
    path,
    async (temporary) => {
      const handle = await open(temporary, 'wx');
      try {
        const sink = fileSink(handle);
        await write({
          write: async (bytes) => {
            throwIfAborted(signal);
            await sink.write(bytes);
          },
        });
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    { signal },
  );
}

/** Links to what stands in for a device count as well: `/dev/stdout` may lead to a file. */
async function isDevice(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (!found || found.isDirectory()) return false;
  return !found.isFile() || /^\/(?:dev|proc)\//.test(resolve(path));
}

async function writeToDevice(path: string, write: (sink: ByteSink) => Promise<void>): Promise<void> {
  try {
    const handle = await open(path, 'w');
    try {
      await write(fileSink(handle));
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toIoError(error, 'write', path);
  }
}
