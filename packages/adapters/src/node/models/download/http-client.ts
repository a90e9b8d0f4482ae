import { LangSegError } from '@langseg/core';

/** Gets an address; the response's status has been checked. */
export type HttpGet = (
  url: string,
  options: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal },
) => Promise<Response>;

/** A failure that may pass: the request can be repeated. */
export class TransientFailure extends Error {
  override readonly name = 'TransientFailure';
  /** Milliseconds that the server asked to wait. */
  readonly retryAfter: number | undefined;
  /** The server did not continue where it was asked to: what has arrived so far is of no use. */
  readonly rangeRefused: boolean;

  constructor(
    message: string,
    details: { readonly retryAfter?: number; readonly rangeRefused?: boolean } = {},
  ) {
    super(message);
    this.retryAfter = details.retryAfter;
    this.rangeRefused = details.rangeRefused ?? false;
  }
}

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
      throw failureOf(response, url);
    }
    return response;
  };
}

/** Node's own `fetch` ignores proxy variables; undici is loaded only when something is downloaded. */
async function proxiedFetch(): Promise<typeof globalThis.fetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const dispatcher = new EnvHttpProxyAgent({ headersTimeout: silenceTimeout, bodyTimeout: silenceTimeout });
  return ((url: string, init: object) =>
    fetch(url, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
}

function failureOf({ status, statusText, headers }: Response, url: string): Error {
  const answer = `${url} answered ${status} ${statusText}`.trim();
  if (status >= 500 || [408, 416, 425, 429].includes(status)) {
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    return new TransientFailure(answer, {
      retryAfter: Number.isFinite(seconds) ? seconds * 1000 : undefined,
      rangeRefused: status === 416,
    });
  }
  if (status === 404 || status === 410)
    return new LangSegError('NOT_FOUND', `${answer}: check the model's name, revision and files.`, {
      url,
      status,
    });
  if (status === 401 || status === 403)
    return new LangSegError(
      'NETWORK_FAILED',
      `${answer}: the model does not exist or needs permission. Check its name; for private and gated models set HF_TOKEN.`,
      { url, status },
    );
  return new LangSegError('NETWORK_FAILED', `${answer}.`, { url, status });
}
