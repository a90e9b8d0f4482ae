import { LangSegError, throwIfAborted, type RunOptions } from '@langseg/core';
import { Refusal } from '@langseg/server';
import type { lookup } from 'node:dns';
import { Agent, request, type Dispatcher } from 'undici';
import { findAllowed, type AllowedAddress } from './allowed-address.js';
import { shown, tooLarge } from './mounted-file.js';
import { createPublicLookup } from './public-lookup.js';

/** Where photos are fetched from. */
export interface FetchPhotoInit {
  readonly allowed: readonly AllowedAddress[];
  /** Sent to this origin, and to no other. */
  readonly secret?: { readonly origin: string; readonly authorization: string };
  readonly maxBytes: number;
  /** Looks names up, in place of `dns.lookup`. */
  readonly lookup?: typeof lookup;
}

/** Fetches photos. */
export interface PhotoFetcher {
  /**
   * @throws Refusal `REQUEST_INVALID` for an address that is not allowed, also one that a redirect leads to, `NOT_FOUND` for one without a photo,
   * `BODY_TOO_LARGE`; LangSegError `ABORTED`.
   */
  fetch(address: URL, options: RunOptions): Promise<Uint8Array>;
}

/** More redirects than these are a circle. */
const mostRedirects = 3;

/** Milliseconds until an answer begins, and between its pieces. */
const patience = 20_000;

const redirects = new Set([301, 302, 303, 307, 308]);

/** Fetches photos from allowed addresses alone. Every redirect is looked at as the first address was. */
export function createPhotoFetcher(init: FetchPhotoInit): PhotoFetcher {
  const { allowed, secret, maxBytes } = init;
  const timeouts = { headersTimeout: patience, bodyTimeout: patience };
  const open = new Agent({ ...timeouts, connect: { timeout: patience } });
  const guarded = new Agent({
    ...timeouts,
    connect: { timeout: patience, lookup: createPublicLookup(init.lookup) },
  });

  async function answerOf(url: URL, signal: AbortSignal | undefined): Promise<Dispatcher.ResponseData> {
    const entry = findAllowed(url, allowed);
    if (!entry) throw notAllowed(url.href);
    const authorization = secret?.origin === url.origin ? secret.authorization : undefined;
    try {
      return await request(url, {
        dispatcher: entry.mayBePrivate ? open : guarded,
        headers: { accept: 'image/*', ...(authorization && { authorization }) },
        signal,
      });
    } catch (error) {
      throwIfAborted(signal);
      throw notThere(url.href, error instanceof Error ? error.message : String(error));
    }
  }

  return {
    async fetch(address, { signal }) {
      let url = address;
      for (let redirect = 0; redirect <= mostRedirects; redirect++) {
        const { statusCode, headers, body } = await answerOf(url, signal);
        const { location } = headers;
        if (redirects.has(statusCode) && typeof location === 'string' && URL.canParse(location, url)) {
          await body.dump();
          url = new URL(location, url);
          continue;
        }
        if (statusCode !== 200) {
          await body.dump();
          throw notThere(url.href, `status ${statusCode}`);
        }
        return collect(body, url.href, maxBytes, signal);
      }
      throw notThere(address.href, 'too many redirects');
    },
  };
}

async function collect(
  body: AsyncIterable<Buffer>,
  address: string,
  maxBytes: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(address, maxBytes);
      chunks.push(chunk);
    }
  } catch (error) {
    throwIfAborted(signal);
    if (error instanceof Refusal || LangSegError.is(error)) throw error;
    throw notThere(address, error instanceof Error ? error.message : String(error));
  }
  return Buffer.concat(chunks);
}

/** The error for an address that is on no list. */
export function notAllowed(address: string): Refusal {
  return new Refusal(
    'REQUEST_INVALID',
    `Photos are not fetched from ${shown(address)}. If they should be, start the server with --label-studio-allow and the address that such photos begin with.`,
  );
}

function notThere(address: string, why: string): Refusal {
  return new Refusal('NOT_FOUND', `There is no photo at ${shown(address)}: ${shown(why)}.`);
}
