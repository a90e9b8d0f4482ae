import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import type { ResultStore } from './store.js';

/** Results in a folder, which all workers see. Two who write a file at a time write equal ones, one after the other. */
export function folderStore(folder: string): ResultStore {
  async function write(name: string, bytes: Uint8Array): Promise<void> {
    const path = join(folder, name);
    await withIoErrors('make the folder', dirname(path), () => makeFolder(dirname(path)));
    await writeAtomically(path, (sink) => sink.write(bytes));
  }
  return {
    name: folder,
    write,

    async read(name) {
      const path = join(folder, name);
      try {
        return await withIoErrors('read', path, () => readFile(path));
      } catch (error) {
        if (LangSegError.is(error, 'NOT_FOUND')) return undefined;
        throw error;
      }
    },

    async writeNew(name, bytes) {
      const isThere = await access(join(folder, name)).then(
        () => true,
        () => false,
      );
      if (!isThere) await write(name, bytes);
      return !isThere;
    },
  };
}
