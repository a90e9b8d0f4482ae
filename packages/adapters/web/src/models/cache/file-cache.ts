/** Keeps contents by key; keys are made of letters, digits, `-`, `_`, `.`, `%` and slashes. */
export interface FileCache {
  has(key: string): Promise<boolean>;
  /** `undefined` when it is not there. */
  read(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Rejects when there is no room. */
  write(key: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<string[]>;
}

/** A cache that is gone with the page. */
export function memoryCache(): FileCache {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    has: async (key) => contents.has(key),
    read: async (key) => contents.get(key),
    write: async (key, bytes) => void contents.set(key, bytes),
    remove: async (key) => void contents.delete(key),
    keys: async () => [...contents.keys()],
  };
}

/** A cache that keeps nothing, where the browser allows none. */
export const noCache: FileCache = {
  has: async () => false,
  read: async () => undefined,
  write: async () => undefined,
  remove: async () => undefined,
  keys: async () => [],
};
