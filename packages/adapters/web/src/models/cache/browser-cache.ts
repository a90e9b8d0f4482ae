import { messageOf } from '@langseg/adapter-common';
import { noCache, type FileCache } from './file-cache.js';

/** Keys of the Cache API must be addresses; this one is reserved (RFC 2606) and never asked. */
const root = 'https://langseg.invalid/';

/**
 * A cache in the browser's Cache API, which pages and workers of an origin share. It exists on https and localhost only;
 * elsewhere, and where the user forbids storage, nothing is kept.
 */
export async function openBrowserCache(
  name: string,
  onWarning: ((message: string) => void) | undefined,
): Promise<FileCache> {
  try {
    return wrap(await caches.open(name));
  } catch (error) {
    const reason = typeof caches === 'undefined' ? 'pages need https for that' : messageOf(error);
    onWarning?.(
      `This browser doesn't keep downloaded models: ${reason}. They are downloaded on every visit.`,
    );
    return noCache;
  }
}

function wrap(cache: Cache): FileCache {
  return {
    has: async (key) => (await cache.match(root + key)) !== undefined,
    async read(key) {
      const response = await cache.match(root + key);
      return response && new Uint8Array(await response.arrayBuffer());
    },
    async write(key, bytes) {
      const headers = { 'content-type': 'application/octet-stream', 'content-length': String(bytes.length) };
      await cache.put(root + key, new Response(bytes, { headers }));
    },
    remove: async (key) => void (await cache.delete(root + key)),
    keys: async () => (await cache.keys()).map(({ url }) => url.slice(root.length)),
  };
}
