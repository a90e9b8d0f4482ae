import type { FileHandle } from 'node:fs/promises';

/** Takes bytes in order. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

/** Node refuses to write more than 2 GiB − 1 at once. */
const largestWrite = 2 ** 30;

/** Appends to an open file; a write that the system takes only in part is continued. */
export function fileSink(handle: Pick<FileHandle, 'write'>): ByteSink {
  return {
    async write(bytes) {
      for (let done = 0; done < bytes.byteLength;) {
        const { bytesWritten } = await handle.write(
          bytes,
          done,
          Math.min(bytes.byteLength - done, largestWrite),
        );
        done += bytesWritten;
      }
    },
  };
}
