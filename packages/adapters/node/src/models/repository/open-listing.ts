import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { withRetries } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';
import { makeFolder } from '../../files/make-folder.js';
import { writeAtomically } from '../../files/write-atomically.js';
import type { CacheContext } from '../cache/fetch-model.js';
import type { CacheableModel } from '../model-ref.js';
import { listingLimit, parseListing, type RepositoryListing } from './repository-listing.js';

/**
 * Asks the hub which files a repository holds, and remembers the answer, which is all there is in offline mode.
 *
 * @throws LangSegError `NOT_FOUND`, `NETWORK_FAILED`, `ABORTED`.
 */
export async function openListing(
  { id, revision = 'main', key }: CacheableModel,
  { settings, layout, get }: CacheContext,
  signal: AbortSignal | undefined,
): Promise<RepositoryListing> {
  const url = `${settings.endpoint}/api/models/${id}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const remembered = join(layout.root, 'listings', `${key}.json`);
  if (settings.offline) {
    const bytes = await readFile(remembered).catch(() => undefined);
    if (bytes) return parseListing(bytes, url);
    throw new LangSegError(
      'NETWORK_FAILED',
      `There is no file or folder ${id}; as a model of the hub it was never looked at before, and offline mode is on. Unset ` +
        'LANGSEG_OFFLINE (option offline: false), or give a file.',
      { id, cacheDir: layout.root },
    );
  }
  const advice = () =>
    'Check the connection; behind a proxy, set HTTPS_PROXY; for a mirror, LANGSEG_ENDPOINT.';
  const bytes = await withRetries(url, { ...settings, signal, advice }, async () => {
    const headers = { accept: 'application/json', ...authorization(settings.token) };
    const response = await get(url, { headers, signal });
    return readUpTo(response, listingLimit, url);
  });
  const listing = parseListing(bytes, url);
  // Without a place for it, the next run asks again.
  await makeFolder(dirname(remembered))
    .then(() => writeAtomically(remembered, (sink) => sink.write(bytes)))
    .catch(() => undefined);
  return listing;
}

/** The header that shows the hub's access token. */
export function authorization(token: string | undefined): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

async function readUpTo(response: Response, limit: number, url: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of response.body ?? []) {
    total += chunk.byteLength;
    if (total > limit)
      throw new LangSegError(
        'NETWORK_FAILED',
        `${url} sent more than ${limit} bytes, which is no list of files.`,
        { url },
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
