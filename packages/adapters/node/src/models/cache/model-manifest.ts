import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkBundlePath, type FileDigest } from '@langseg/adapter-common';
import { withIoErrors } from '../../files/io-error.js';
import { makeFolder } from '../../files/make-folder.js';
import { writeAtomically } from '../../files/write-atomically.js';
import type { CacheLayout } from './cache-layout.js';

/** A file of a downloaded model and where it came from. */
export interface CachedFile extends FileDigest {
  readonly url: string;
  readonly etag?: string;
}

/** What the cache knows of a downloaded model. */
export interface ModelManifest {
  readonly manifestVersion: 1;
  /** Hub id or address. */
  readonly id: string;
  readonly revision?: string;
  /** When it was downloaded, ISO 8601. */
  readonly date: string;
  /** True when it holds everything that its `config.json` names, false after a download of chosen files. */
  readonly complete: boolean;
  readonly files: Readonly<Record<string, CachedFile>>;
}

/** Reads a model's manifest; `undefined` when there is none, or none that this version understands. */
export async function readManifest(layout: CacheLayout, key: string): Promise<ModelManifest | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(layout.manifest(key), 'utf8'));
    return isManifest(manifest) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** @throws LangSegError `FILE_UNSAFE` for a path that leads out of the cache. */
function isManifest(value: unknown): value is ModelManifest {
  if (!isRecord(value) || !isRecord(value.files)) return false;
  const { manifestVersion, id, revision, date, complete, files } = value;
  Object.keys(files).forEach(checkBundlePath);
  return (
    manifestVersion === 1 &&
    [id, revision ?? '', date].every((text) => typeof text === 'string') &&
    typeof complete === 'boolean' &&
    Object.values(files).every(isCachedFile)
  );
}

function isCachedFile(value: unknown): value is CachedFile {
  if (!isRecord(value)) return false;
  const { sha256, bytes, url } = value;
  return (
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    Number.isSafeInteger(bytes) &&
    typeof url === 'string'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Manifests of all models in the cache, by key. */
export async function readManifests(layout: CacheLayout): Promise<ReadonlyMap<string, ModelManifest>> {
  const manifests = new Map<string, ModelManifest>();
  for (const key of (await readdir(layout.models).catch(() => [])).sort()) {
    const manifest = await readManifest(layout, key);
    if (manifest) manifests.set(key, manifest);
  }
  return manifests;
}

/** @throws LangSegError `IO_FAILED`. */
export async function writeManifest(
  layout: CacheLayout,
  key: string,
  manifest: ModelManifest,
): Promise<void> {
  const path = layout.manifest(key);
  await withIoErrors('create', dirname(path), () => makeFolder(dirname(path)));
  const text = JSON.stringify(manifest, undefined, 2);
  await writeAtomically(path, (sink) => sink.write(new TextEncoder().encode(`${text}\n`)));
}

/** The folder that shows a model's files under their names; the same contents give the same folder. */
export function snapshotDir(
  layout: CacheLayout,
  key: string,
  { files }: Pick<ModelManifest, 'files'>,
): string {
  const contents = Object.entries(files).map(([path, { sha256 }]) => `${path}\n${sha256}\n`);
  const id = createHash('sha256').update(contents.sort().join('')).digest('hex').slice(0, 16);
  return join(layout.snapshots(key), id);
}
