import { type FileDigest, type ModelProgress, progressOf } from '@langseg/adapter-common';
import { LangSegError, type RunOptions } from '@langseg/core';
import { blobKey } from './cache/model-manifests.js';
import type { FileCache } from './cache/file-cache.js';
import { downloadBytes, type DownloadOptions } from './download-bytes.js';
import type { LocatedModel } from './located-model.js';
import { verifyBytes } from './verify-bytes.js';

/** How files are downloaded and kept. */
export interface FileContext extends Pick<DownloadOptions, 'fetch' | 'retries' | 'retryDelay'> {
  readonly cache: FileCache;
  readonly onWarning?: (message: string) => void;
}

/** The events of a call are throttled to one in so many milliseconds. */
const eventInterval = 50;

/** Options of {@link downloadFile}. */
interface DownloadFileOptions extends RunOptions {
  /** Ask the server, whatever the browser's own cache has. */
  readonly reload?: boolean;
  readonly onProgress?: (event: ModelProgress) => void;
}

/**
 * Downloads a file, verifies it and puts it into the cache. A wrong content is asked for once more, past the browser's own
 * cache, which may hold that of a former version.
 *
 * @throws LangSegError `NETWORK_FAILED`, `NOT_FOUND`, `HASH_MISMATCH`, `MODEL_TOO_LARGE`, `ABORTED`.
 */
export async function downloadFile(
  model: LocatedModel,
  file: string,
  expected: FileDigest,
  context: FileContext,
  options: DownloadFileOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await downloadVerified(model, file, expected, context, options).catch((error: unknown) => {
    if (options.reload || !LangSegError.is(error, 'HASH_MISMATCH')) throw error;
    return downloadVerified(model, file, expected, context, { ...options, reload: true });
  });
  try {
    await context.cache.write(blobKey(expected.sha256), bytes);
  } catch (error) {
    context.onWarning?.(`${model.name} can't be kept for the next visit: ${String(error)}`);
  }
  return bytes;
}

async function downloadVerified(
  { name, locate }: LocatedModel,
  file: string,
  expected: FileDigest,
  context: FileContext,
  { signal, reload, onProgress }: DownloadFileOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  let reported = 0;
  const bytes = await downloadBytes(locate(file) as string, {
    ...context,
    file,
    bytes: expected.bytes,
    reload,
    signal,
    onBytes: (loaded) => {
      const now = performance.now();
      if (now - reported < eventInterval && loaded < expected.bytes) return;
      reported = now;
      onProgress?.(progressOf({ name, file, loaded, total: expected.bytes }));
    },
  });
  await verifyBytes(file, bytes, expected);
  return bytes;
}

/**
 * Reads a file of a model from where it is: a person's own files, the cache, or else the server. What the cache has is
 * verified; a spoilt content is downloaded once more.
 *
 * @throws LangSegError as {@link downloadFile}.
 */
export async function readFile(
  model: LocatedModel,
  file: string,
  expected: FileDigest,
  context: FileContext,
  options: RunOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const place = model.locate(file);
  if (place instanceof Blob) {
    const bytes = await readBlob(place, file);
    await verifyBytes(file, bytes, expected);
    return bytes;
  }
  const key = blobKey(expected.sha256);
  const cached = await context.cache.read(key);
  if (cached)
    try {
      await verifyBytes(file, cached, expected);
      return cached;
    } catch {
      await context.cache.remove(key);
    }
  return downloadFile(model, file, expected, context, { ...options, reload: cached !== undefined });
}

/** The contents of a person's file, which may have been moved since it was chosen. */
export async function readBlob(blob: Blob, file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    throw new LangSegError(
      'IO_FAILED',
      `Can't read ${file}: it was moved or changed after it was chosen, or is too large for memory. Choose it again.`,
      { file, bytes: blob.size },
      { cause },
    );
  }
}
