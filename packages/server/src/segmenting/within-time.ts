import { Refusal } from '../errors/refusal.js';

/** How long something may take. */
export interface TimeLimits {
  /** Milliseconds for waiting and segmenting together. */
  readonly timeout: number;
  /** Fires when the server can wait no longer for what it has begun. */
  readonly stopped: AbortSignal;
}

/**
 * Runs something until the client goes away, time is up, or the server ends.
 *
 * @throws Refusal `TIMED_OUT`, `SHUTTING_DOWN`; what `run` throws.
 */
export async function withinTime<T>(
  client: AbortSignal,
  { timeout, stopped }: TimeLimits,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let reason: Refusal | undefined;
  const stop = (why?: Refusal): void => {
    reason ??= why;
    controller.abort();
  };
  const onLeft = (): void => stop();
  const onStopped = (): void =>
    stop(new Refusal('SHUTTING_DOWN', 'The server shut down before the photo was done.'));
  const timer = setTimeout(
    () =>
      stop(
        new Refusal('TIMED_OUT', `The photo was not done within ${timeout / 1000} s. Try again later.`, {
          retryAfter: 5,
        }),
      ),
    timeout,
  );
  client.addEventListener('abort', onLeft, { once: true });
  stopped.addEventListener('abort', onStopped, { once: true });
  if (client.aborted) onLeft();
  if (stopped.aborted) onStopped();
  try {
    return await run(controller.signal);
  } catch (error) {
    throw reason ?? error;
  } finally {
    clearTimeout(timer);
    client.removeEventListener('abort', onLeft);
    stopped.removeEventListener('abort', onStopped);
  }
}
