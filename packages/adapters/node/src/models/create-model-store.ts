import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFileTable, type FileTable } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import { toIoError, withIoErrors } from '../files/io-error.js';
import { cacheLayout } from './cache/cache-layout.js';
import type { CacheContext, FetchRequest } from './cache/fetch-model.js';
import {
  readManifest,
  readManifests,
  snapshotDir,
  writeManifest,
  type ModelManifest,
} from './cache/model-manifest.js';
import { buildSnapshot } from './cache/snapshot.js';
import { sweepBlobs, sweepSnapshots } from './cache/sweep.js';
import { checkHashes, checkSizes } from './check-files.js';
import { directoryAssets } from './directory-assets.js';
import { createHttpGet } from './download/http-client.js';
import { parseModelRef, type CacheableModel, type LocalModel } from './model-ref.js';
import type { ModelOptions } from './model-options.js';
import type { CachedModel, ModelStore } from './model-store.js';
import { openRepository } from './repository/open-repository.js';
import { storeSettings, type ModelStoreOptions } from './store-settings.js';

/**
 * A store of models with a content-addressed cache. Downloads are resumed, verified and stored atomically; any
 * number of processes may share a cache folder.
 */
export function createModelStore(options: ModelStoreOptions = {}): ModelStore {
  const settings = storeSettings(options);
  const layout = cacheLayout(settings.cacheDir);
  const context: CacheContext = { settings, layout, get: createHttpGet(settings.fetch) };
  const parse = (ref: string, { revision }: ModelOptions): Promise<LocalModel | CacheableModel> =>
    parseModelRef(ref, { endpoint: settings.endpoint, revision });

  function describe(key: string, manifest: ModelManifest): CachedModel {
    const { id, revision, date, complete, files } = manifest;
    const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0);
    return { id, revision, date, complete, bytes, files, path: snapshotDir(layout, key, manifest) };
  }

  async function cachedManifest({ key, id }: CacheableModel): Promise<ModelManifest> {
    const manifest = await readManifest(layout, key);
    if (!manifest) throw new LangSegError('NOT_FOUND', `${id} is not in the cache ${layout.root}.`, { id });
    return manifest;
  }

  async function download(model: CacheableModel, request: FetchRequest): Promise<CachedModel> {
    if (settings.offline)
      throw new LangSegError(
        'NETWORK_FAILED',
        `${model.onHub ? `There is no folder ${request.name}; as a model of the hub it` : request.name} is not complete in the cache ${layout.root}, and offline mode is on. Download it once with ` +
          'LANGSEG_OFFLINE unset (option offline: false), or pass a folder.',
        { model: model.id, cacheDir: layout.root },
      );
    const former = await readManifest(layout, model.key);
    const { fetchModel } = await import('./cache/fetch-model.js');
    const manifest = await fetchModel(model, request, context).catch((error: unknown) => {
      throw former ? error : alsoNoFolder(model, request.name, error);
    });
    const dir = snapshotDir(layout, model.key, manifest);
    if (request.refresh || !(await isIntact(dir, manifest.files)))
      await buildSnapshot(layout, dir, manifest.files);
    await writeManifest(layout, model.key, manifest);
    await sweepSnapshots(layout, model.key, manifest);
    if (former) await sweepBlobs(layout, former);
    return describe(model.key, manifest);
  }

  /** The folder of a model's files, downloaded first where they are not all there. */
  async function folderOf(model: CacheableModel, request: FetchRequest): Promise<string> {
    const manifest = await readManifest(layout, model.key);
    const wanted = request.files ?? (manifest?.complete ? [] : undefined);
    const isCached =
      manifest &&
      wanted?.every((file) => file in manifest.files) &&
      (await isIntact(snapshotDir(layout, model.key, manifest), manifest.files));
    const { path } = isCached ? describe(model.key, manifest) : await download(model, request);
    request.onProgress?.({ status: 'ready', name: request.name });
    return path;
  }

  return {
    cacheDir: layout.root,

    async resolve(ref, options = {}) {
      const model = await parse(ref, options);
      if (model.kind === 'directory') {
        await checkSizes(model.path, pick(await directoryTable(model.path), options.files));
        return directoryAssets(model.path);
      }
      return directoryAssets(await folderOf(model, { ...options, name: ref, refresh: false }), ref);
    },

    repository: (ref, options = {}) => openRepository(ref, options, context, folderOf),

    async pull(ref, options = {}) {
      const model = await parse(ref, options);
      if (model.kind === 'directory') throw isYours(model, 'there is nothing to download');
      const pulled = await download(model, { ...options, name: ref, refresh: true });
      options.onProgress?.({ status: 'ready', name: ref });
      return pulled;
    },

    async list() {
      return [...(await readManifests(layout))].map(([key, manifest]) => describe(key, manifest));
    },

    async verify(ref, options = {}) {
      const model = await parse(ref, options);
      const { path, files } =
        model.kind === 'directory'
          ? { path: model.path, files: await directoryTable(model.path) }
          : describe(model.key, await cachedManifest(model));
      if (!files)
        throw new LangSegError(
          'CONFIG_INVALID',
          `${path} has no config.json of a LangSeg bundle to verify it with.`,
          { path },
        );
      await checkHashes(path, files, options);
      return files;
    },

    async remove(ref, options = {}) {
      const model = await parse(ref, options);
      if (model.kind === 'directory') throw isYours(model, 'remove it yourself');
      const manifest = await cachedManifest(model);
      const dir = layout.model(model.key);
      await withIoErrors('remove', dir, () => rm(dir, { recursive: true }));
      await sweepBlobs(layout, manifest);
      return describe(model.key, manifest);
    },
  };
}

/** A mistyped path may look like a hub id; the person should hear of both. */
function alsoNoFolder({ onHub }: CacheableModel, ref: string, error: unknown): unknown {
  if (!onHub || !LangSegError.is(error) || !['NOT_FOUND', 'NETWORK_FAILED'].includes(error.code))
    return error;
  return new LangSegError(
    error.code,
    `There is no folder ${ref}, and it could not be downloaded from the hub: ${error.message}`,
    { ...error.context, ref },
    { cause: error },
  );
}

function isYours({ path }: LocalModel, advice: string): LangSegError {
  return new LangSegError('USAGE', `${path} is a folder, not a downloaded model: ${advice}.`, { path });
}

async function isIntact(dir: string, files: FileTable): Promise<boolean> {
  return checkSizes(dir, files).then(
    () => true,
    () => false,
  );
}

function pick(table: FileTable = {}, files?: readonly string[]): FileTable {
  return files ? Object.fromEntries(Object.entries(table).filter(([file]) => files.includes(file))) : table;
}

async function directoryTable(dir: string): Promise<FileTable | undefined> {
  const path = join(dir, 'config.json');
  try {
    return bundleFileTable(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw toIoError(error, 'read', path);
  }
}
