import { bundleFileTable, type FileTable } from '@langseg/adapter-common';
import type { LocatedModel } from '../located-model.js';
import type { FileCache } from './file-cache.js';

/** What the cache knows of a model. Its files are kept by their content, each once. */
export interface WebManifest {
  readonly manifestVersion: 1;
  /** Address, hub id or name. */
  readonly id: string;
  readonly revision?: string;
  /** When it was downloaded, ISO 8601. */
  readonly date: string;
  /** The text of `config.json`, which names the files. */
  readonly config: string;
}

const prefix = 'models/';

/** Where the cache keeps a content. */
export function blobKey(sha256: string): string {
  return `blobs/${sha256}`;
}

function manifestKey({ id, revision }: Pick<LocatedModel, 'id' | 'revision'>): string {
  return prefix + encodeURIComponent(revision === undefined ? id : `${id}@${revision}`);
}

/** The manifest of a model; `undefined` when there is none, or none that this version understands. */
export async function readManifest(
  cache: FileCache,
  model: Pick<LocatedModel, 'id' | 'revision'>,
): Promise<WebManifest | undefined> {
  return parse(await cache.read(manifestKey(model)));
}

export async function writeManifest(cache: FileCache, manifest: WebManifest): Promise<void> {
  await cache.write(manifestKey(manifest), new TextEncoder().encode(JSON.stringify(manifest)));
}

export async function removeManifest(cache: FileCache, manifest: WebManifest): Promise<void> {
  await cache.remove(manifestKey(manifest));
}

export async function readManifests(cache: FileCache): Promise<WebManifest[]> {
  const keys = (await cache.keys()).filter((key) => key.startsWith(prefix));
  const manifests = await Promise.all(keys.sort().map(async (key) => parse(await cache.read(key))));
  return manifests.filter((manifest) => manifest !== undefined);
}

/** The files that a manifest's `config.json` names. */
export function filesOf({ config }: WebManifest): FileTable {
  return bundleFileTable(new TextEncoder().encode(config)) ?? {};
}

/** Removes contents that no model uses any more. */
export async function sweepBlobs(cache: FileCache, shas: Iterable<string>): Promise<void> {
  const used = new Set<string>();
  for (const manifest of await readManifests(cache))
    for (const { sha256 } of Object.values(filesOf(manifest))) used.add(sha256);
  for (const sha256 of shas) if (!used.has(sha256)) await cache.remove(blobKey(sha256));
}

function parse(bytes: Uint8Array | undefined): WebManifest | undefined {
  if (!bytes) return undefined;
  try {
    const manifest = JSON.parse(new TextDecoder().decode(bytes)) as WebManifest;
    const texts = [manifest.id, manifest.revision ?? '', manifest.date, manifest.config];
    if (manifest.manifestVersion !== 1 || texts.some((text) => typeof text !== 'string')) return undefined;
    filesOf(manifest);
    return manifest;
  } catch {
    return undefined;
  }
}
