import { readFile } from 'node:fs/promises';
import {
  addressOf,
  bundleFileTable,
  checkBundlePath,
  configLimit,
  type FileDigest,
  type FileTable,
  type ModelProgress,
  progressOf,
} from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import { withIoErrors } from '../../files/io-error.js';
import { makeFolder } from '../../files/make-folder.js';
import { sweepPartials } from '../download/partial-file.js';
import { downloadFile } from '../download/download-file.js';
import type { HttpGet } from '../download/http-client.js';
import type { CacheableModel } from '../model-ref.js';
import type { StoreSettings } from '../store-settings.js';
import { addBlob, hasBlob } from './blob-store.js';
import type { CacheLayout } from './cache-layout.js';
import { readManifest, type CachedFile, type ModelManifest } from './model-manifest.js';

/** What to fetch of a model. */
export interface FetchRequest {
  /** The model as the caller wrote it, for progress events. */
  readonly name: string;
  /** Chosen files; all that `config.json` names when left out. */
  readonly files?: readonly string[];
  /** What is known of their contents, for some of {@link files}. */
  readonly expected?: FileTable;
  /** Ask the server again and rehash what is in the cache, instead of taking the cache's word. */
  readonly refresh: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ModelProgress) => void;
}

/** What the cache works with. */
export interface CacheContext {
  readonly layout: CacheLayout;
  readonly settings: StoreSettings;
  readonly get: HttpGet;
}

/**
 * Brings a model's files into the blobs: `config.json`, then what it names, each checked against the hash given there.
 *
 * @returns the manifest, not written yet.
 * @throws LangSegError `CONFIG_INVALID`, `FILE_UNSAFE`, `HASH_MISMATCH`, `NOT_FOUND`, `NETWORK_FAILED`, `IO_FAILED`,
 * `ABORTED`.
 */
export async function fetchModel(
  model: CacheableModel,
  request: FetchRequest,
  context: CacheContext,
): Promise<ModelManifest> {
  const { layout } = context;
  request.files?.forEach(checkBundlePath);
  for (const dir of [layout.blobs, layout.partial]) await withIoErrors('create', dir, () => makeFolder(dir));
  await sweepPartials(layout.partial);

  const previous = request.refresh ? undefined : await readManifest(layout, model.key);
  const files: Record<string, CachedFile> = { ...previous?.files };
  let hasAnswered = false;
  const fetchInto = async (file: string, expected?: FileDigest): Promise<void> => {
    const cached = files[file];
    const onArrival = (): void => void (hasAnswered = true);
    const wanted: WantedFile = { file, expected, cached, hasAnswered, onArrival };
    files[file] = await fetchFile(model, wanted, request, context);
  };

  let table: FileTable | undefined;
  if (!request.files || request.files.includes('config.json')) {
    await fetchInto('config.json', request.expected?.['config.json']);
    table = bundleFileTable(await readFile(layout.blob(files['config.json'].sha256)));
  }
  const wanted = request.files ?? Object.keys(table ?? {});
  if (wanted.length === 0)
    throw new LangSegError(
      'CONFIG_INVALID',
      `${model.id} is not a LangSeg bundle: its config.json names no files. Name the files that you want.`,
      { model: model.id },
    );
  for (const file of wanted)
    if (file !== 'config.json') await fetchInto(file, table?.[file] ?? request.expected?.[file]);

  return {
    manifestVersion: 1,
    id: model.id,
    revision: model.revision,
    date: new Date().toISOString(),
    complete: table !== undefined && Object.keys(table).every((file) => file in files),
    files,
  };
}

/** A file of a model, and what is known of it. */
interface WantedFile {
  readonly file: string;
  readonly expected: FileDigest | undefined;
  readonly cached: CachedFile | undefined;
  /** The server has sent something since the model was asked for. */
  readonly hasAnswered: boolean;
  readonly onArrival: () => void;
}

async function fetchFile(
  model: CacheableModel,
  { file, expected, cached, hasAnswered, onArrival }: WantedFile,
  { name, refresh, signal, onProgress }: FetchRequest,
  { layout, settings, get }: CacheContext,
): Promise<CachedFile> {
  const url = addressOf(model, file);
  onProgress?.({ status: 'initiate', name, file });
  const known = expected ?? cached;
  if (known && (await hasBlob(layout, known, { rehash: refresh, signal }))) {
    onProgress?.({ status: 'done', name, file });
    return { ...known, url };
  }
  onProgress?.({ status: 'download', name, file });
  const { path, etag, sha256, bytes } = await downloadFile(url, {
    ...settings,
    get,
    file,
    expected,
    hasAnswered,
    signal,
    limit: file === 'config.json' ? configLimit : undefined,
    partialDir: layout.partial,
    headers: model.onHub && settings.token ? { authorization: `Bearer ${settings.token}` } : {},
    onBytes: (loaded, total) => {
      onArrival();
      onProgress?.(progressOf({ name, file, loaded, total }));
    },
  });
  await addBlob(layout, path, sha256);
  onProgress?.({ status: 'done', name, file });
  return { sha256, bytes, url, etag };
}
