import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ownerOf } from './temporary-name.js';

/** Folders that were looked through: once a process, for a folder may take the results of thousands of photos. */
const swept = new Set<string>();

/** Removes the unfinished files that killed processes of this machine left in a folder. Folders and living processes' files stay. */
export async function sweepFolder(folder: string): Promise<void> {
  const path = resolve(folder);
  if (swept.has(path)) return;
  swept.add(path);
  for (const entry of await readdir(path, { withFileTypes: true }).catch(() => [])) {
    const id = /^\..+\.([0-9a-f-]{36})\.tmp$/.exec(entry.name)?.[1];
    if (id !== undefined && entry.isFile() && ownerOf(id) === 'gone')
      await rm(join(path, entry.name), { force: true }).catch(() => undefined);
  }
}
