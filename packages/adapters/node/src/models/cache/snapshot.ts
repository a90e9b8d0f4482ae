import { constants } from 'node:fs';
import { copyFile, link, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileTable } from '@langseg/adapter-common';
import { withIoErrors } from '../../files/io-error.js';
import { makeFolder } from '../../files/make-folder.js';
import { temporaryBeside } from '../../files/temporary-name.js';
import type { CacheLayout } from './cache-layout.js';

/**
 * Shows blobs under the names that a model's files have, in a folder that is written atomically. ONNX files find
 * their external data beside them there. Hard links cost no space; symbolic links won't do, because onnxruntime refuses
 * external data that lies outside the model's real folder. Where links are impossible, files are copied.
 *
 * @param dir the snapshot's folder; an existing one is replaced.
 * @throws LangSegError `IO_FAILED`.
 */
export async function buildSnapshot(layout: CacheLayout, dir: string, files: FileTable): Promise<void> {
  await withIoErrors('create', dir, async () => {
    await makeFolder(dirname(dir));
    const temporary = temporaryBeside(dir);
    const replaced = temporaryBeside(dir);
    try {
      for (const [file, { sha256 }] of Object.entries(files)) {
        const path = join(temporary, file);
        await makeFolder(dirname(path));
        await link(layout.blob(sha256), path).catch(() =>
          copyFile(layout.blob(sha256), path, constants.COPYFILE_FICLONE),
        );
      }
      // Emptied in place, it would fill again under the hands of others who build it at the same time.
      await rename(dir, replaced).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
      await rename(temporary, dir).catch((error: NodeJS.ErrnoException) => {
        // Another process has put the same snapshot there in the meantime.
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
      });
    } finally {
      for (const folder of [temporary, replaced]) await rm(folder, { recursive: true, force: true });
    }
  });
}
