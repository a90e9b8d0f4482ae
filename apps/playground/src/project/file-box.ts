/** Named files that a page keeps for itself. */
export interface FileBox {
  /** Whether they are still there after the page was closed. */
  readonly isKept: boolean;
  read(name: string): Promise<Blob | undefined>;
  write(name: string, content: Blob): Promise<void>;
  remove(name: string): Promise<void>;
}

/**
 * Files in the browser's own file system, which no other site and no person sees; where the browser has none, as in some private windows,
 * in memory.
 *
 * @param storage of the browser.
 * @param folder name of the folder that holds them.
 */
export async function openFileBox(
  storage: Pick<StorageManager, 'getDirectory'> | undefined,
  folder: string,
): Promise<FileBox> {
  try {
    const root = await storage!.getDirectory();
    const directory = await root.getDirectoryHandle(folder, { create: true });
    const box = keptFiles(directory);
    // Some browsers have the folder and can't write to it.
    await box.write('.probe', new Blob(['x']));
    await box.remove('.probe');
    return box;
  } catch {
    return filesInMemory();
  }
}

function keptFiles(directory: FileSystemDirectoryHandle): FileBox {
  return {
    isKept: true,
    read: async (name) => {
      const handle = await directory.getFileHandle(name).catch(() => undefined);
      return handle?.getFile();
    },
    // The content is put in place when the stream is closed, and not before.
    async write(name, content) {
      const handle = await directory.getFileHandle(name, { create: true });
      const stream = await handle.createWritable();
      await stream.write(content);
      await stream.close();
    },
    remove: (name) => directory.removeEntry(name).catch(() => undefined),
  };
}

/** Files that go with the page. */
export function filesInMemory(): FileBox {
  const files = new Map<string, Blob>();
  return {
    isKept: false,
    read: async (name) => files.get(name),
    write: async (name, content) => void files.set(name, content),
    remove: async (name) => void files.delete(name),
  };
}
