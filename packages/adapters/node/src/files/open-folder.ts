import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileSource, type FileSource } from './file-source.js';
import { withIoErrors } from './io-error.js';

/** A folder whose files are opened one by one and closed together: the `FileFolder` that `@langseg/checkpoints` reads from. */
export interface OpenFolder {
  /** Name of the file that was given; absent where the folder itself was. */
  readonly entry: string | undefined;
  /** Names of the files in the folder, sorted. */
  names(): Promise<string[]>;
  /** Opens a file of the folder, once. */
  open(name: string): Promise<FileSource>;
  /** Closes all that was opened. */
  close(): Promise<void>;
}

/**
 * Opens a folder, or that of a file, for reading.
 *
 * @param path of a file or a folder.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, also from `open` and `names`.
 */
export async function openFolder(path: string): Promise<OpenFolder> {
  const stats = await withIoErrors('open', path, () => stat(path));
  const folder = stats.isDirectory() ? path : dirname(path);
  const sources = new Map<string, Promise<FileSource>>();
  return {
    entry: stats.isDirectory() ? undefined : basename(path),
    names: () => withIoErrors('read the folder', folder, async () => (await readdir(folder)).sort()),
    open(name) {
      const source = sources.get(name) ?? fileSource(join(folder, name));
      sources.set(name, source);
      return source;
    },
    async close() {
      const opened = await Promise.allSettled(sources.values());
      for (const source of opened) if (source.status === 'fulfilled') await source.value.close();
    },
  };
}
