import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { leftBehindBeside } from '../../files/temporary-name.js';
import type { CacheLayout } from './cache-layout.js';
import { readManifests, snapshotDir, type ModelManifest } from './model-manifest.js';

/**
 * Removes blobs that `former` used and no model uses any more. Blobs of downloads under way belong to no manifest yet
 * and are left alone.
 */
export async function sweepBlobs(layout: CacheLayout, former: ModelManifest): Promise<void> {
  const used = new Set<string>();
  for (const { files } of (await readManifests(layout)).values())
    for (const { sha256 } of Object.values(files)) used.add(sha256);
  for (const { sha256 } of Object.values(former.files))
    if (!used.has(sha256)) await rm(layout.blob(sha256), { force: true });
}

/** Removes a model's snapshots other than the one of `current`, and what killed processes left of it; one that is still open somewhere may stay. */
export async function sweepSnapshots(
  layout: CacheLayout,
  key: string,
  current: ModelManifest,
): Promise<void> {
  const kept = basename(snapshotDir(layout, key, current));
  for (const name of await readdir(layout.snapshots(key)))
    if (name !== kept && !name.endsWith('.tmp'))
      await rm(join(layout.snapshots(key), name), { recursive: true, force: true }).catch(() => undefined);
  for (const old of await leftBehindBeside(join(layout.snapshots(key), kept)))
    await rm(old, { recursive: true, force: true }).catch(() => undefined);
}
