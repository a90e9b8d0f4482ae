import { open } from 'node:fs/promises';
import { LangSegError } from '@langseg/core';
import { withIoErrors } from './io-error.js';

/** An open file, read piece by piece: the `ByteSource` that `@langseg/checkpoints` reads from. */
export interface FileSource {
  /** Length in bytes. */
  readonly size: number;
  /** The `length` bytes from `offset`, in an array of its own. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Node refuses to read or write more than 2 GiB − 1 at once. */
const largestRead = 2 ** 30;

/**
 * Opens a file for reading at any place. Close it when done.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`; `read` also throws `FILE_CORRUPT` for a range that is not in the file.
 */
export async function fileSource(path: string): Promise<FileSource> {
  const handle = await withIoErrors('open', path, () => open(path, 'r'));
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    throw new LangSegError(
      'IO_FAILED',
      `Can't read ${path}: expected a file, but it is a folder or a device.`,
      { path },
    );
  }

  async function read(offset: number, length: number): Promise<Uint8Array> {
    if (!(offset >= 0 && length >= 0 && offset + length <= stats.size)) throw outOfRange(offset, length);
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) {
      const wanted = Math.min(length - done, largestRead);
      const { bytesRead } = await handle.read(bytes, done, wanted, offset + done);
      if (bytesRead === 0) throw outOfRange(offset, length);
      done += bytesRead;
    }
    return bytes;
  }

  function outOfRange(offset: number, length: number): LangSegError {
    return new LangSegError(
      'FILE_CORRUPT',
      `${path} has ${stats.size} bytes; expected bytes ${offset} to ${offset + length}. It may be truncated.`,
      { path, size: stats.size, offset, length },
    );
  }

  return {
    size: stats.size,
    read: (offset, length) => withIoErrors('read', path, () => read(offset, length)),
    close: () => handle.close(),
  };
}
