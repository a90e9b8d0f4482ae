import { httpFailure } from '@langseg/adapter-common';
import { loadPeer } from '../../load-peer.js';

/** Gets an address; the response's status has been checked. */
export type HttpGet = (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
) => Promise<Response>;

/** A server that sends nothing for this long is given up (and asked again). */
const silenceTimeout = 60_000;

/** An HTTP client on `fetch`, or on undici with the environment's proxies. */
export function createHttpGet(customFetch?: typeof globalThis.fetch): HttpGet {
  let fetching: Promise<typeof globalThis.fetch> | undefined;
  return async (url, { headers, signal }) => {
    const fetch = customFetch ?? (await (fetching ??= proxiedFetch()));
    const response = await fetch(url, { headers: { 'user-agent': 'langseg', ...headers }, signal });
    if (!response.ok) {
      await response.body?.cancel();
      throw httpFailure(response, url, 'for private and gated models set HF_TOKEN');
    }
    return response;
  };
}

/** Node's own `fetch` ignores proxy variables; undici is loaded only when something is downloaded. */
async function proxiedFetch(): Promise<typeof globalThis.fetch> {
  const { EnvHttpProxyAgent, fetch } = await loadPeer('undici', 'Downloading models', () => import('undici'));
  const dispatcher = new EnvHttpProxyAgent({ headersTimeout: silenceTimeout, bodyTimeout: silenceTimeout });
  return ((url: string, init: object) =>
    fetch(url, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
}
