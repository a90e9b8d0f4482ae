import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { throwIfAborted, type RunOptions } from '@langseg/core';
import { withIoErrors } from './io-error.js';

/**
 * The SHA-256 of a file as 64 lower-case hexadecimal digits; the file is streamed.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `ABORTED`.
 */
export async function sha256File(path: string, { signal }: RunOptions = {}): Promise<string> {
  throwIfAborted(signal);
  return withIoErrors('read', path, async () => {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(path, { signal, highWaterMark: 2 ** 20 }))
      hash.update(chunk as Buffer);
    return hash.digest('hex');
  });
}
