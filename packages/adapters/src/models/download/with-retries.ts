import { LangSegError, throwIfAborted } from '@langseg/core';
import { TransientFailure } from './transient-failure.js';

export interface RetryOptions {
  readonly retries: number;
  /** Milliseconds before the first retry; doubled for each next one. */
  readonly retryDelay: number;
  /** What to do when all attempts failed: whole sentences. */
  readonly advice: string;
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
  { retries, retryDelay, advice, signal }: RetryOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tried = 0; ; tried++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (error) {
      throwIfAborted(signal);
      if (LangSegError.is(error)) throw error;
      const last = isUnreachable(error) ? Math.min(retries, retriesWithoutNetwork) : retries;
      if (tried >= last) throw gaveUp(url, tried + 1, advice, error);
      const wanted = error instanceof TransientFailure ? error.retryAfter : undefined;
      const backoff = retryDelay * 2 ** tried * (0.75 + Math.random() / 2);
      await pause(Math.min(wanted ?? backoff, longestDelay), signal);
    }
  }
}

/** Nobody likes to wait for a network that is not there; one more try is for one that is just coming. */
const retriesWithoutNetwork = 1;

/** The server's name is not known here, or nothing answers at its address. */
function isUnreachable(error: unknown): boolean {
  const codes = ['ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ECONNREFUSED'];
  for (let at = error; at instanceof Error; at = at.cause) if (codes.includes(codeOf(at) ?? '')) return true;
  return false;
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
  return new LangSegError(
    'NETWORK_FAILED',
    `${url} could not be downloaded in ${attempts} attempts: ${reasonOf(cause)}. ${advice}`,
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

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
