import { chmod, rename, rm, stat } from 'node:fs/promises';
import type { FileDigest } from '@langseg/adapter-common';
import { withIoErrors } from '../../files/io-error.js';
import { sha256File } from '../../files/sha256-file.js';
import type { CacheLayout } from './cache-layout.js';

/** Moves a finished, hashed download to its place among the blobs. Read-only: snapshots share it. */
export async function addBlob(layout: CacheLayout, path: string, sha256: string): Promise<void> {
  await withIoErrors('write', layout.blob(sha256), async () => {
    await chmod(path, 0o444);
    await rename(path, layout.blob(sha256));
  });
}

/**
 * Tells whether a content is among the blobs, by its size and, when `rehash` is set, its hash. A spoilt blob is removed.
 */
export async function hasBlob(
  layout: CacheLayout,
  { sha256, bytes }: FileDigest,
  { rehash, signal }: { readonly rehash: boolean; readonly signal?: AbortSignal },
): Promise<boolean> {
  const path = layout.blob(sha256);
  const stats = await stat(path).catch(() => undefined);
  if (!stats) return false;
  if (stats.size === bytes && (!rehash || (await sha256File(path, { signal })) === sha256)) return true;
  await rm(path, { force: true });
  return false;
}
