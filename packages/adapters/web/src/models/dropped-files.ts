import type { FileAtPath } from './web-bundle.js';

/**
 * The files that were dropped on a page, with those in dropped folders. Call it in the `drop` event itself: what was dropped is
 * gone afterwards.
 */
export async function droppedFiles(data: DataTransfer): Promise<FileAtPath[]> {
  const entries = Array.from(data.items, (item) => item.webkitGetAsEntry());
  const found: FileAtPath[] = [];
  for (const entry of entries) if (entry) found.push(...(await filesIn(entry)));
  return found;
}

async function filesIn(entry: FileSystemEntry): Promise<FileAtPath[]> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), file }];
  }
  const found: FileAtPath[] = [];
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry))
    found.push(...(await filesIn(child)));
  return found;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

/** A reader gives at most a hundred entries at a time, and none at the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return children;
    children.push(...some);
  }
}
