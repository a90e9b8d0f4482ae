import { join } from 'node:path';
import { createModelStore, type ModelProgress, type ModelRepository } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../../terminal/printable.js';
import type { ModelContext } from '../../model-context.js';
import { showDownload } from '../../show-download.js';
import { readFileRef, type FileRef } from './file-ref.js';
import { namedFile, onlyCheckpoint } from './repository-files.js';

/** Tells where a downloaded file is: files of one place are kept together, in a folder that changes whenever another one comes. */
export type PathOf = () => Promise<string>;

/**
 * A file of this machine, downloaded into the cache where it lies elsewhere.
 *
 * @param ref a path, an address, `owner/name:file`, or `owner/name` of a repository with just one checkpoint.
 * @param pick tells which files of a repository are meant; the first is the result. Default: its only checkpoint.
 * @throws LangSegError `USAGE`, `NOT_FOUND`; as `ModelStore.resolve`.
 */
export async function localFile(
  ref: string,
  context: ModelContext,
  pick: (repository: ModelRepository) => string[] | Promise<string[]> = onlyCheckpoint,
): Promise<PathOf> {
  const found = await readFileRef(ref);
  if (found.kind === 'local') return () => Promise.resolve(found.path);
  if (found.kind === 'address') return downloadedFrom(found, context);
  const repository = await createModelStore().repository(found.id, { signal: context.io.signal });
  const files = found.file === undefined ? await pick(repository) : [namedFile(repository, found.file)];
  const folderOf = await downloaded(repository, files, context);
  return async () => join(await folderOf(), files[0]);
}

async function downloadedFrom(
  { folder, file }: FileRef & { readonly kind: 'address' },
  { terminal, io: { signal } }: ModelContext,
): Promise<PathOf> {
  const store = createModelStore();
  await showDownload(terminal, (onProgress) => store.resolve(folder, { files: [file], signal, onProgress }));
  return async () => {
    const model = await (await store.resolve(folder, { files: [file], signal })).model(file);
    if (model.kind !== 'file') throw new LangSegError('NOT_FOUND', `${file} is not in the cache.`, { file });
    return model.path;
  };
}

/** Brings files of a repository into the cache and says which. @returns what tells the folder that they are in. */
export async function downloaded(
  repository: ModelRepository,
  files: readonly string[],
  { terminal, io }: ModelContext,
): Promise<PathOf> {
  const bytes = repository.files
    .filter(({ path }) => files.includes(path))
    .reduce((sum, file) => sum + file.bytes, 0);
  terminal.note(
    `${printable(repository.id)} at ${repository.revision.slice(0, 12)}: ${files.map((path) => printable(path)).join(', ')} (${prettyBytes(bytes)}).`,
  );
  const download = (onProgress?: (event: ModelProgress) => void) =>
    repository.download(files, { signal: io.signal, ...(onProgress && { onProgress }) });
  await showDownload(terminal, download, { mayBeFolder: false });
  return download;
}
