import { bundleFromFiles, createWebModelStore } from '@langseg/web';
import { fromBase64, toBase64 } from '../sent-tensor.js';
import { unlessFailed } from './read-photo.js';

const store = createWebModelStore({ retries: 1, retryDelay: 1 });

/** Opens a model by its address, and reads one of its files. */
export function keepModel(address: string, path: string): Promise<string> {
  return unlessFailed(async () => toBase64(await (await store.resolve(address)).read(path)));
}

/** Opens a model from files, and reads one of them. */
export function dropModel(files: Readonly<Record<string, string>>, path: string): Promise<string> {
  return unlessFailed(async () => {
    const dropped = Object.entries(files).map(([name, bytes]) => ({
      path: `folder/${name}`,
      file: new File([fromBase64(bytes) as Uint8Array<ArrayBuffer>], name),
    }));
    return toBase64(await (await store.resolve(bundleFromFiles(dropped))).read(path));
  });
}

/** Cancels the download of a model when its first file has arrived; returns what is left in the cache. */
export async function cancelModel(address: string): Promise<{ failure: string; left: number }> {
  const controller = new AbortController();
  const failure = await unlessFailed(async () => {
    await store.resolve(address, {
      signal: controller.signal,
      onProgress: ({ status }) => {
        if (status === 'done') controller.abort();
      },
    });
    return 'none';
  });
  return { failure, left: (await (await caches.open('langseg-models')).keys()).length };
}

/** Changes all cached contents, as a broken disk might. */
export async function spoilModels(): Promise<number> {
  const cache = await caches.open('langseg-models');
  const spoiled = (await cache.keys()).filter(({ url }) => url.includes('/blobs/'));
  for (const request of spoiled) {
    const bytes = new Uint8Array(await (await cache.match(request))!.arrayBuffer());
    bytes[0] ^= 1;
    await cache.put(request, new Response(bytes));
  }
  return spoiled.length;
}

/** Ids of the kept models, before and after all are removed. */
export async function forgetModels(): Promise<{ before: string[]; after: string[] }> {
  const ids = async () => (await store.list()).map(({ id }) => id);
  const before = await ids();
  await store.clear();
  return { before, after: await ids() };
}
