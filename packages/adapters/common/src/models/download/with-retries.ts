import { LangSegError, throwIfAborted } from '@langseg/core';
import { codeOf, mayPass } from './may-pass.js';
import { TransientFailure } from './transient-failure.js';

/** Options of {@link withRetries}. */
export interface RetryOptions {
  readonly retries: number;
  /** Milliseconds before the first retry; doubled for each next one. */
  readonly retryDelay: number;
  /** What to do when all attempts failed: whole sentences. */
  readonly advice: () => string;
  /** The server has answered before, so that it will be back if it can't be reached now. Default false. */
  readonly hasAnswered?: boolean;
  readonly signal?: AbortSignal;
}

/** No server is waited for longer than this, whatever it asks for. */
const longestDelay = 30_000;

/**
 * Repeats an attempt to get `url` as long as it fails for transient reasons. A network or a server that is not there at the
 * first request ends it at once, and so does what fails in the same way every time.
 *
 * @throws LangSegError `NETWORK_FAILED` after the last attempt, `ABORTED`, and what the attempt decided itself.
 */
export async function withRetries<T>(
  url: string,
  { retries, retryDelay, advice, hasAnswered = false, signal }: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (error) {
      throwIfAborted(signal);
      if (LangSegError.is(error)) throw error;
      if (tried >= retries || !mayPass(error, hasAnswered || tried > 0))
        throw gaveUp(url, tried + 1, advice(), error);
      const wanted = error instanceof TransientFailure ? error.retryAfter : undefined;
      const backoff = retryDelay * 2 ** tried * (0.75 + Math.random() / 2);
      await pause(Math.min(wanted ?? backoff, longestDelay), signal);
    }
  }
}

/** Waits, or returns at once when the signal fires. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal?.addEventListener('abort', finish);
  });
}

function gaveUp(url: string, attempts: number, advice: string, cause: unknown): LangSegError {
  const tried = attempts === 1 ? '' : ` in ${attempts} attempts`;
  return new LangSegError(
    'NETWORK_FAILED',
    `${url} could not be downloaded${tried}: ${reasonOf(cause)}. ${advice}`,
    { url, attempts },
    { cause },
  );
}

/** `fetch` says only "fetch failed" and keeps the reason in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || codeOf(cause) || error.message;
}
