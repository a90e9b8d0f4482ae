import { LangSegError } from '@langseg/core';
import { isIP } from 'node:net';

/** Addresses that photos may come from: those that begin with this one. */
export interface AllowedAddress {
  readonly origin: string;
  /** Ends in a slash. */
  readonly path: string;
  /** Its host may be one of a private network: it was written as a number, or is a name that no public network has. */
  readonly mayBePrivate: boolean;
}

/** Names of hosts that are not in the public DNS: one word, as in a compose file, and endings that are kept for private networks. */
const privateName = /^(?:[\w-]+|.*\.(?:localhost|local|internal|lan|home\.arpa))$/i;

/**
 * Reads an address of an allow list, `https://photos.example.org/projects/`.
 *
 * @throws LangSegError `USAGE` for what is no address of http or https, and for one with a name and password, a query or a fragment.
 */
export function parseAllowedAddress(text: string): AllowedAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.search ||
    url.hash
  )
    throw new LangSegError(
      'USAGE',
      `Expected an address such as https://photos.example.org/, without name, password and query, got "${text}".`,
      { address: text },
    );
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return {
    origin: url.origin,
    path: url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`,
    mayBePrivate: isIP(host) !== 0 || privateName.test(host),
  };
}

/** The entry of an allow list that an address begins with. */
export function findAllowed(url: URL, allowed: readonly AllowedAddress[]): AllowedAddress | undefined {
  if (url.username !== '' || url.password !== '') return undefined;
  return allowed.find(
    ({ origin, path }) =>
      url.origin === origin &&
      url.pathname.startsWith(path) &&
      // Some servers take these for slashes, after dots have been resolved.
      (path === '/' || !/%2f|%5c/i.test(url.pathname)),
  );
}
