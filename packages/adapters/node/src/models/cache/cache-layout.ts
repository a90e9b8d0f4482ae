import { join } from 'node:path';

/**
 * Where things are in the cache folder:
 *
 *     blobs/<sha256>                         contents, each once
 *     models/<key>/manifest.json             what a model consists of
 *     models/<key>/snapshots/<id>/<path>     the model's files under their own names, linked to the blobs
 *     partial/                               downloads under way or interrupted
 */
export interface CacheLayout {
  readonly root: string;
  readonly models: string;
  readonly blobs: string;
  readonly partial: string;
  blob(sha256: string): string;
  model(key: string): string;
  manifest(key: string): string;
  snapshots(key: string): string;
}

export function cacheLayout(root: string): CacheLayout {
  const models = join(root, 'models');
  const blobs = join(root, 'blobs');
  return {
    root,
    models,
    blobs,
    partial: join(root, 'partial'),
    blob: (sha256) => join(blobs, sha256),
    model: (key) => join(models, key),
    manifest: (key) => join(models, key, 'manifest.json'),
    snapshots: (key) => join(models, key, 'snapshots'),
  };
}
