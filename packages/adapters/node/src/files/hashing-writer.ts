import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileSink } from './byte-sink.js';
import { toIoError } from './io-error.js';
import { makeFolder } from './make-folder.js';

/** What was written. */
export interface HashedFile {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Writes files into a folder and hashes them on the way. */
export interface HashingWriter {
  /** @param path inside the folder, with forward slashes; folders are made as needed. */
  write(
    path: string,
    fill: (sink: (chunk: Uint8Array) => Promise<void>) => Promise<void>,
  ): Promise<HashedFile>;
}

/**
 * A writer for the files of a model bundle. Files are written in place: use it on the temporary folder that
 * `writeDirectoryAtomically` gives.
 *
 * @throws LangSegError `IO_FAILED`, `NOT_FOUND` from `write`.
 */
export function createHashingWriter(dir: string): HashingWriter {
  return {
    async write(path, fill) {
      const target = join(dir, ...path.split('/'));
      try {
        await makeFolder(dirname(target));
        const handle = await open(target, 'wx');
        try {
          const sink = fileSink(handle);
          const hash = createHash('sha256');
          let bytes = 0;
          await fill(async (chunk) => {
            hash.update(chunk);
            bytes += chunk.byteLength;
            await sink.write(chunk);
          });
          await handle.sync();
          return { sha256: hash.digest('hex'), bytes };
        } finally {
          await handle.close();
        }
      } catch (error) {
        throw toIoError(error, 'write', target);
      }
    },
  };
}
