import { join } from 'node:path';
import { addressOf, modelOnHub, type FileTable } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import { fileSource } from '../../files/file-source.js';
import type { CacheContext, FetchRequest } from '../cache/fetch-model.js';
import { readManifest, snapshotDir } from '../cache/model-manifest.js';
import { hubModel, type CacheableModel } from '../model-ref.js';
import type { ModelOptions } from '../model-options.js';
import type { ModelRepository } from './model-repository.js';
import { authorization, openListing } from './open-listing.js';
import { rangeSource } from './range-source.js';

/**
 * Looks at a repository of the hub.
 *
 * @param folderOf brings files into the cache.
 * @throws LangSegError as `ModelStore.repository`.
 */
export async function openRepository(
  ref: string,
  { revision, signal: opening }: ModelOptions,
  context: CacheContext,
  folderOf: (model: CacheableModel, request: FetchRequest) => Promise<string>,
): Promise<ModelRepository> {
  const { settings, layout, get } = context;
  const { endpoint } = settings;
  const asked = modelOnHub(ref, { endpoint, ...(revision !== undefined && { revision }) });
  if (!asked)
    throw new LangSegError(
      'USAGE',
      `${JSON.stringify(ref)} is no hub id: expected "owner/name" or "owner/name@revision".`,
      {
        ref,
      },
    );
  const { files, license, ...listing } = await openListing(hubModel(asked), context, opening);
  // Whatever happens to the branch meanwhile, all files are of one commit.
  const model = hubModel(modelOnHub(asked.id, { endpoint, revision: listing.revision })!);
  const expected: FileTable = Object.fromEntries(
    files.flatMap(({ path, bytes, sha256 }) => (sha256 === undefined ? [] : [[path, { bytes, sha256 }]])),
  );
  return {
    id: asked.id,
    revision: listing.revision,
    ...(license !== undefined && { license }),
    files,
    async open(path, { signal } = {}) {
      const file = files.find((each) => each.path === path);
      if (!file)
        throw new LangSegError('NOT_FOUND', `${asked.id} has no file ${path}.`, { id: asked.id, path });
      const manifest = await readManifest(layout, model.key);
      if (manifest && path in manifest.files)
        return fileSource(join(snapshotDir(layout, model.key, manifest), path));
      if (settings.offline)
        throw new LangSegError(
          'NETWORK_FAILED',
          `${path} of ${asked.id} is not in the cache ${layout.root}, and offline mode is on.`,
          { id: asked.id, path },
        );
      return rangeSource(addressOf(model, path), {
        ...settings,
        get,
        size: file.bytes,
        headers: authorization(settings.token),
        ...(signal && { signal }),
      });
    },
    download: (paths, options = {}) =>
      folderOf(model, { ...options, name: ref, files: paths, expected, refresh: false }),
  };
}
