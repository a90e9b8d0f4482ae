import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createModelStore, type ModelProgress, type ModelRepository } from '@langseg/adapter-node';
import { chooseFiles, type ChosenFiles } from '@langseg/convert';
import type { ByteSource } from '@langseg/checkpoints';
import { LangSegError } from '@langseg/core';
import prettyBytes from 'pretty-bytes';
import { printable } from '../../terminal/printable.js';
import type { ModelContext } from '../model-context.js';
import { showDownload } from '../show-download.js';
import type { ConvertCommandOptions } from './convert-options.js';

/** What a person meant by the name of a file: one of this machine, one on a web server, or one of a repository of the hub. */
export type FileRef =
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'address'; readonly folder: string; readonly file: string }
  /** Without a file, the one that fits. */
  | { readonly kind: 'hub'; readonly id: string; readonly file?: string };

/** `owner/name`, with or without `@revision` and `:file`. */
const hubRef = /^([\w-][\w.-]*\/[\w-][\w.-]*(?:@[^:]+)?)(?::(.+))?$/;
const fileName = /\.(onnx|ckpt|pth?|bin|safetensors|npz|npy|json|zip|model|txt|tsv)$/i;

/**
 * Tells what a name stands for. What exists on this machine wins.
 *
 * @throws LangSegError `USAGE` for an address that names no file.
 */
export async function readFileRef(ref: string): Promise<FileRef> {
  if (/^https?:/i.test(ref)) return addressed(ref);
  const isHere = await stat(ref).then(
    () => true,
    () => false,
  );
  const [, id, file] = (!isHere && hubRef.exec(ref)) || [];
  if (id === undefined || (file === undefined && fileName.test(id))) return { kind: 'local', path: ref };
  return { kind: 'hub', id, ...(file !== undefined && { file }) };
}

function addressed(ref: string): FileRef {
  const [, folder, name] = (URL.canParse(ref) && /^(.+)\/([^/?#]+)(?:[?#].*)?$/.exec(ref)) || [];
  if (folder === undefined || !fileName.test(name))
    throw new LangSegError(
      'USAGE',
      `${JSON.stringify(ref)} should be the address of a file, such as https://example.org/weights.safetensors.`,
      { ref },
    );
  return { kind: 'address', folder, file: decodeURIComponent(name) };
}

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

/** A file of a repository by its name. @throws LangSegError `NOT_FOUND` listing what there is. */
export function namedFile({ id, files }: ModelRepository, file: string): string {
  if (files.some(({ path }) => path === file)) return file;
  const others = files.map(({ path }) => path).slice(0, 20);
  throw new LangSegError('NOT_FOUND', `${id} has no file ${file}. It holds ${others.join(', ')}.`, {
    id,
    file,
  });
}

function onlyCheckpoint({ id, files }: ModelRepository): string[] {
  const checkpoints = files
    .map(({ path }) => path)
    .filter((path) => /\.(safetensors|npz|bin|pth?|ckpt)$/i.test(path));
  if (checkpoints.length === 1) return checkpoints;
  throw new LangSegError(
    'USAGE',
    `${id} holds ${checkpoints.length} checkpoints. Name one as ${id}:FILE${checkpoints.length > 0 ? `: ${checkpoints.slice(0, 20).join(', ')}` : ''}.`,
    { id, checkpoints },
  );
}

/** The files of a repository that a conversion needs, found by their headers. */
export async function chosenFiles(
  repository: ModelRepository,
  { textWeights, wordTable, stateDict }: Partial<ConvertCommandOptions>,
  { io, registry }: ModelContext,
): Promise<ChosenFiles> {
  const opened: (ByteSource & { close(): Promise<void> })[] = [];
  try {
    return await chooseFiles(
      {
        name: repository.id,
        files: repository.files,
        async open(path) {
          const source = await repository.open(path, { signal: io.signal });
          opened.push(source);
          return source;
        },
      },
      {
        registry,
        ...(typeof stateDict === 'string' && { stateDict }),
        hasText: textWeights !== undefined || wordTable !== undefined,
        signal: io.signal,
      },
    );
  } finally {
    for (const source of opened) await source.close();
  }
}
