import type { RunOptions } from '@langseg/core';
import { Refusal } from '@langseg/server';
import { createPhotoFetcher, notAllowed, type FetchPhotoInit } from './fetch-photo.js';
import { readMountedFile, shown } from './mounted-file.js';
import { parseAllowedAddress } from './allowed-address.js';

/** Where the photos of tasks are. */
export interface PhotoPlaces {
  /** Folder that Label Studio serves as local files (`LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT`). Default: none is read. */
  readonly files?: string;
  /** Folder with uploads: `media/upload` in Label Studio's data folder. Default: none is read. */
  readonly uploads?: string;
  /** Address of Label Studio, to fetch what is in none of these folders. Default: nothing is fetched. */
  readonly url?: string;
  /** Token of a user of Label Studio, sent to this address alone. */
  readonly token?: string;
  /** Beginnings of further addresses that photos may be fetched from. Default: none. */
  readonly allow?: readonly string[];
}

/** The bytes of photos, by the addresses that tasks have for them. */
export interface TaskPhotos {
  /**
   * @throws Refusal `REQUEST_INVALID` for an address that is not read, `NOT_FOUND`, `BODY_TOO_LARGE`; LangSegError `ABORTED`, `IO_FAILED`.
   */
  read(address: string, options: RunOptions): Promise<Uint8Array>;
}

/** Addresses of Label Studio below which it has photos. */
const ownPaths = /^\/(?:data|storage-data|tasks)\//;

/**
 * Reads photos as tasks name them: uploads, local files, data addresses, and addresses that are allowed.
 *
 * @throws LangSegError `USAGE` for places that are none.
 */
export function createTaskPhotos(
  { files, uploads, url, token, allow = [] }: PhotoPlaces,
  { maxBytes, lookup }: Pick<FetchPhotoInit, 'maxBytes' | 'lookup'>,
): TaskPhotos {
  const studio = url === undefined ? undefined : { ...parseAllowedAddress(url), mayBePrivate: true };
  const { origin } = studio ?? {};
  const fetcher = createPhotoFetcher({
    // Whoever writes a task must not choose what the token opens.
    allowed: [
      ...(studio
        ? ['data/', 'storage-data/', 'tasks/'].map((path) => ({ ...studio, path: studio.path + path }))
        : []),
      ...allow.map(parseAllowedAddress),
    ],
    secret:
      origin !== undefined && token !== undefined ? { origin, authorization: `Token ${token}` } : undefined,
    maxBytes,
    lookup,
  });

  async function ofStudio(address: string, options: RunOptions): Promise<Uint8Array> {
    const { pathname, searchParams } = new URL(address, 'http://localhost');
    const local = pathname === '/data/local-files/' ? searchParams.get('d') : undefined;
    if (local && files !== undefined) return readMountedFile(files, local, maxBytes);
    const [, upload] = /^\/data\/upload\/(.+)$/.exec(pathname) ?? [];
    if (upload !== undefined && uploads !== undefined)
      return readMountedFile(uploads, decoded(upload), maxBytes);
    if (studio && ownPaths.test(pathname))
      return fetcher.fetch(new URL(studio.path.slice(0, -1) + address, studio.origin), options);
    throw new Refusal(
      'REQUEST_INVALID',
      `The photo ${shown(address)} lies in Label Studio. Start the server with --label-studio-uploads or --label-studio-files and the folder that it is in, or with --label-studio-url.`,
    );
  }

  return {
    async read(address, options) {
      if (/^data:/i.test(address)) return dataOf(address);
      if (address.startsWith('/') && !address.startsWith('//')) return ofStudio(address, options);
      const known = URL.canParse(address) ? new URL(address) : undefined;
      if (!known || !/^https?:$/.test(known.protocol)) throw notAllowed(address);
      if (known.origin === origin && known.username === '' && known.password === '')
        return ofStudio(known.pathname.slice(studio!.path.length - 1) + known.search, options);
      return fetcher.fetch(known, options);
    },
  };
}

function dataOf(address: string): Uint8Array {
  const comma = address.slice(0, 1000).indexOf(',');
  if (comma < 0 || !/;\s*base64$/i.test(address.slice(0, comma)))
    throw new Refusal('REQUEST_INVALID', 'Expected a photo in a data: address to be in base64.');
  return Buffer.from(address.slice(comma + 1), 'base64');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
