import { checkBundlePath } from '@langseg/adapter-common';
import { LangSegError, parseJson } from '@langseg/core';
import type { RepositoryFile } from './model-repository.js';

/** What the hub says about a repository at one commit. */
export interface RepositoryListing {
  readonly revision: string;
  readonly license?: string;
  readonly files: readonly RepositoryFile[];
}

/** A list of files is small, in bytes. */
export const listingLimit = 64 * 2 ** 20;

/**
 * Reads the hub's answer to `/api/models/<id>/revision/<revision>?blobs=true`. Files whose paths would lead out of a folder are left
 * out.
 *
 * @throws LangSegError `NETWORK_FAILED` for another answer.
 */
export function parseListing(bytes: Uint8Array, url: string): RepositoryListing {
  const json = parseJson(new TextDecoder().decode(bytes));
  const { sha, siblings, cardData } = isRecord(json) ? json : {};
  if (typeof sha !== 'string' || !/^[0-9a-f]{7,64}$/.test(sha) || !Array.isArray(siblings))
    throw new LangSegError(
      'NETWORK_FAILED',
      `${url} did not answer with the files of a repository. Is it the address of a hub (LANGSEG_ENDPOINT)?`,
      { url },
    );
  const license = isRecord(cardData) ? cardData.license : undefined;
  return {
    revision: sha,
    ...(typeof license === 'string' && { license }),
    files: siblings.flatMap(fileOf),
  };
}

function fileOf(sibling: unknown): RepositoryFile[] {
  if (!isRecord(sibling) || typeof sibling.rfilename !== 'string' || !isSafe(sibling.rfilename)) return [];
  const { rfilename: path, size, lfs } = sibling;
  const sha256 = isRecord(lfs) ? lfs.sha256 : undefined;
  return [
    {
      path,
      bytes: typeof size === 'number' && Number.isSafeInteger(size) && size >= 0 ? size : 0,
      ...(typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && { sha256 }),
    },
  ];
}

function isSafe(path: string): boolean {
  try {
    checkBundlePath(path);
    return true;
  } catch {
    return false;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
