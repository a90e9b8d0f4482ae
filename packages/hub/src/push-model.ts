import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createRepo, HubApiError, listFiles, uploadFiles, type ContentSource } from '@huggingface/hub';
import { createModelStore, withIoErrors, type FileTable } from '@langseg/adapter-node';
import { LangSegError, parseBundleConfig, throwIfAborted, type RunOptions } from '@langseg/core';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { hubFailure } from './hub-failure.js';
import { hubSettings, type HubOptions } from './hub-settings.js';
import { modelCard } from './model-card.js';

/** Options of {@link pushModel}. All have defaults. */
export interface PushModelOptions extends HubOptions, RunOptions {
  /** Branch to push to. Default `main`. */
  readonly branch?: string;
  /** Who sees a repository that is made. Default: as its owner has set. */
  readonly visibility?: 'public' | 'private';
  /** Title of the commit. Default `Add <name of the model>`. */
  readonly message?: string;
}

/** A model on the hub. */
export interface PushedModel {
  /** `owner/name`. */
  readonly id: string;
  /** Its page. */
  readonly url: string;
  readonly commit: string;
  /** Files that were pushed and compared, without the model card. */
  readonly files: FileTable;
}

const repositoryId = /^[\w.-]+\/[\w.-]+$/;

/**
 * Pushes a model bundle to the hub, in one commit: its files and its card. A repository that is not there is made. Hashes are compared before, on
 * this machine, and afterwards, with those that the hub has.
 *
 * @param folder of the bundle.
 * @param id `owner/name`.
 * @throws LangSegError `USAGE` for a name or a token that is none, `HASH_MISMATCH` for a bundle that has changed and for what arrived changed,
 * `NOT_FOUND`, `CONFIG_INVALID`, `NETWORK_FAILED`, `IO_FAILED`, `ABORTED`.
 */
export async function pushModel(
  folder: string,
  id: string,
  options: PushModelOptions = {},
): Promise<PushedModel> {
  const { branch = 'main', visibility, signal } = options;
  if (!repositoryId.test(id))
    throw new LangSegError('USAGE', `Expected owner/name for a repository of the hub, got "${id}".`, { id });
  const settings = hubSettings(options, process.env);
  const parts = await createModelStore().verify(folder, { signal });
  const text = await readFile(join(folder, 'config.json'));
  const config = parseBundleConfig(JSON.parse(text.toString('utf8')));
  const digest = { bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') };
  const files = { 'config.json': digest, ...parts };
  const card = modelCard(await readText(join(folder, 'README.md')), config, files);
  const place = { ...settings, repo: { type: 'model', name: id } as const, fetch: proxiedFetch() };
  try {
    await createRepo({ ...place, visibility }).catch(unlessThere);
    throwIfAborted(signal);
    const pushed = await uploadFiles({
      ...place,
      branch,
      abortSignal: signal,
      commitTitle: options.message ?? `Add ${config.name}`,
      files: [
        ...Object.keys(files).map((path): { path: string; content: ContentSource } => ({
          path,
          content: pathToFileURL(join(folder, path)),
        })),
        { path: 'README.md', content: new Blob([card]) },
      ],
    });
    await compare(files, listFiles({ ...place, revision: branch, recursive: true }), id);
    return { id, url: `${settings.hubUrl}/${id}`, commit: pushed!.commit.oid, files };
  } catch (error) {
    throw hubFailure(error, id, signal);
  }
}

/** Node's own `fetch` passes over the environment's proxies. */
function proxiedFetch(): typeof globalThis.fetch {
  const dispatcher = new EnvHttpProxyAgent();
  return ((input: string, init: object) =>
    fetch(input, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
}

function unlessThere(error: unknown): void {
  if (!(error instanceof HubApiError && error.statusCode === 409)) throw error;
}

/** The hub knows large files by their SHA-256, and of others the size. */
async function compare(files: FileTable, listed: ReturnType<typeof listFiles>, id: string): Promise<void> {
  const there = new Map<string, { readonly size: number; readonly sha256?: string }>();
  for await (const { path, size, lfs } of listed)
    there.set(path, { size: lfs?.size ?? size, sha256: lfs?.oid });
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    const found = there.get(path);
    if (found?.size === bytes && (found.sha256 ?? sha256) === sha256) continue;
    throw new LangSegError(
      'HASH_MISMATCH',
      `${path} did not arrive at ${id} as it is here. Push the model again.`,
      { id, path },
    );
  }
}

async function readText(path: string): Promise<string | undefined> {
  return withIoErrors('read', path, () => readFile(path, 'utf8')).catch((error: unknown) => {
    if (LangSegError.is(error, 'NOT_FOUND')) return undefined;
    throw error;
  });
}
