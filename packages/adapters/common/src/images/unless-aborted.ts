import { throwIfAborted } from '@langseg/core';

/**
 * Waits for `work`, but no longer than until the signal fires. For work that can't be interrupted itself, such as
 * native code: it ends in the background and its result is dropped.
 *
 * @throws LangSegError `ABORTED`.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  let onAbort = (): void => undefined;
  const aborted = new Promise<void>((resolve) => (onAbort = resolve));
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (!signal.aborted) await Promise.race([work, aborted]);
    throwIfAborted(signal);
    return await work;
  } finally {
    signal.removeEventListener('abort', onAbort);
    work.catch(() => undefined);
  }
}
