import { setTimeout } from 'node:timers/promises';
import { LangSegError, throwIfAborted } from '@langseg/core';
import { TransientFailure } from './http-client.js';

export interface RetryOptions {
  readonly retries: number;
  /** Milliseconds before the first retry; doubled for each next one. */
  readonly retryDelay: number;
  readonly signal?: AbortSignal;
}

/** No server is waited for longer than this, whatever it asks for. */
const longestDelay = 30_000;

/**
 * Repeats an attempt to get `url` that fails for reasons that may pass: anything but a `LangSegError`.
 *
 * @throws LangSegError `NETWORK_FAILED` after the last attempt, `ABORTED`, and what the attempt decided itself.
 */
export async function withRetries<T>(
  url: string,
  { retries, retryDelay, signal }: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (error) {
      throwIfAborted(signal);
      if (LangSegError.is(error)) throw error;
      if (tried === retries) throw gaveUp(url, retries + 1, error);
      const wanted = error instanceof TransientFailure ? error.retryAfter : undefined;
      const backoff = retryDelay * 2 ** tried * (0.75 + Math.random() / 2);
      await setTimeout(Math.min(wanted ?? backoff, longestDelay), undefined, { signal }).catch(
        () => undefined,
      );
    }
  }
}

function gaveUp(url: string, attempts: number, cause: unknown): LangSegError {
  return new LangSegError(
    'NETWORK_FAILED',
    `${url} could not be downloaded in ${attempts} attempts: ${reasonOf(cause)}. Check the connection; behind a proxy set ` +
      'HTTPS_PROXY, for a mirror LANGSEG_ENDPOINT. What has arrived is kept, so that the next try continues.',
    { url, attempts },
    { cause },
  );
}

/** `fetch` says only "fetch failed" and keeps the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || (cause as NodeJS.ErrnoException).code || error.message;
}
