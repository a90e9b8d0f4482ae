import { hubEndpoint, mismatch } from '@langseg/adapter-common';
import { LangSegError, throwIfAborted } from '@langseg/core';
import { pageAddress } from '../page-address.js';
import { openBrowserCache } from './cache/browser-cache.js';
import { memoryCache, noCache, type FileCache } from './cache/file-cache.js';
import {
  blobKey,
  filesOf,
  readManifest,
  readManifests,
  removeManifest,
  sweepBlobs,
  writeManifest,
} from './cache/model-manifests.js';
import { locateModel, type LocatedModel } from './located-model.js';
import { downloadFile, type FileContext } from './model-files.js';
import { parseConfig, readConfig, type ReadConfig } from './read-config.js';
import { webAssets } from './web-assets.js';
import type { ResolveModelOptions, WebModelStore, WebModelStoreOptions } from './web-model-store.js';

/** Files by path that have been downloaded and are still in memory. */
type FreshFiles = Map<string, Uint8Array<ArrayBuffer>>;

/** A store of models for browsers. Downloads are verified, and stored in the cache atomically. */
export function createWebModelStore(options: WebModelStoreOptions = {}): WebModelStore {
  const { cache: kind = 'cache-api', name = 'langseg-models', onWarning } = options;
  const { endpoint = hubEndpoint, baseUrl = pageAddress(), maxBytes = 2 * 2 ** 30 } = options;
  let opened: Promise<FileCache> | undefined;
  const openCache = (): Promise<FileCache> =>
    (opened ??=
      kind === 'cache-api'
        ? openBrowserCache(name, onWarning)
        : Promise.resolve(kind === 'memory' ? memoryCache() : noCache));
  const openContext = async (): Promise<FileContext> => ({
    cache: await openCache(),
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    retries: options.retries ?? 2,
    retryDelay: options.retryDelay ?? 500,
    onWarning,
  });

  return {
    async resolve(ref, options = {}) {
      const model = locateModel(ref, { endpoint, baseUrl });
      const context = await openContext();
      const isOwn = model.locate('config.json') instanceof Blob;
      const former = isOwn ? undefined : await readManifest(context.cache, model);
      const copy = former && parseConfig(model, new TextEncoder().encode(former.config));

      async function open(config: ReadConfig) {
        checkFiles(model, config, maxBytes);
        const fresh = await fetchFiles(model, config, context, options);
        await keep(model, config, context);
        options.onProgress?.({ status: 'ready', name: model.name });
        return webAssets(model, config, fresh, context, options);
      }

      try {
        return await open(await readConfig(model, context, { ...options, hasCopy: copy !== undefined }));
      } catch (error) {
        if (!copy || !isOutOfReach(error)) throw error;
        return open(copy);
      }
    },

    async list() {
      return (await readManifests(await openCache())).map((manifest) => {
        const files = filesOf(manifest);
        const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
        const { id, revision, date } = manifest;
        return { id, revision, date, bytes, files };
      });
    },

    async remove(id, { revision } = {}) {
      const cache = await openCache();
      for (const manifest of await readManifests(cache)) {
        if (manifest.id !== id || (revision !== undefined && manifest.revision !== revision)) continue;
        await removeManifest(cache, manifest);
        await sweepBlobs(cache, shasOf(filesOf(manifest)));
      }
    },

    async clear() {
      const cache = await openCache();
      for (const key of await cache.keys()) await cache.remove(key);
    },
  };
}

/** Everything that can be known before the download. */
function checkFiles({ name, locate }: LocatedModel, { table }: ReadConfig, maxBytes: number): void {
  const bytes = Object.values(table).reduce((sum, file) => sum + file.bytes, 0);
  if (bytes > maxBytes)
    throw new LangSegError(
      'MODEL_TOO_LARGE',
      `${name} has ${bytes} bytes; at most ${maxBytes} are loaded here (maxBytes). Use a smaller model, or one converted with ` +
        'smaller weights.',
      { model: name, bytes, maxBytes },
    );
  for (const [file, expected] of Object.entries(table)) {
    const place = locate(file);
    if (place === undefined)
      throw new LangSegError('NOT_FOUND', `${name} lacks ${file}, which its config.json names.`, { file });
    if (place instanceof Blob && place.size !== expected.bytes)
      throw mismatch(file, `${expected.bytes} bytes`, `${place.size} bytes`);
  }
}

/** Downloads what the cache does not have. */
async function fetchFiles(
  model: LocatedModel,
  { table }: ReadConfig,
  context: FileContext,
  { signal, onProgress }: ResolveModelOptions,
): Promise<FreshFiles> {
  const { name } = model;
  const fresh: FreshFiles = new Map();
  try {
    for (const [file, expected] of Object.entries(table)) {
      throwIfAborted(signal);
      if (model.locate(file) instanceof Blob) continue;
      onProgress?.({ status: 'initiate', name, file });
      if (!(await context.cache.has(blobKey(expected.sha256)))) {
        onProgress?.({ status: 'download', name, file });
        fresh.set(file, await downloadFile(model, file, expected, context, { signal, onProgress }));
      }
      onProgress?.({ status: 'done', name, file });
    }
  } catch (error) {
    const added = Array.from(fresh.keys(), (file) => table[file].sha256);
    if (LangSegError.is(error, 'ABORTED')) await sweepBlobs(context.cache, added);
    throw error;
  }
  return fresh;
}

/** Writes down what the cache now holds, and removes what only the model's former version used. */
async function keep(
  model: LocatedModel,
  { text, table }: ReadConfig,
  { cache, onWarning }: FileContext,
): Promise<void> {
  const former = await readManifest(cache, model);
  if (former?.config === text) return;
  const { id, revision, name, locate } = model;
  for (const [file, { sha256 }] of Object.entries(table))
    if (locate(file) instanceof Blob || !(await cache.has(blobKey(sha256)))) return;
  try {
    const date = new Date().toISOString();
    await writeManifest(cache, { manifestVersion: 1, id, revision, date, config: text });
    if (former) await sweepBlobs(cache, shasOf(filesOf(former)));
  } catch (error) {
    onWarning?.(`${name} can't be kept for the next visit: ${String(error)}`);
  }
}

/** The server can't be reached, or what answers is not it (a café's login page). */
function isOutOfReach(error: unknown): boolean {
  return (['NETWORK_FAILED', 'NOT_FOUND', 'CONFIG_INVALID'] as const).some((code) =>
    LangSegError.is(error, code),
  );
}

function shasOf(files: ReadConfig['table']): string[] {
  return Object.values(files).map(({ sha256 }) => sha256);
}
