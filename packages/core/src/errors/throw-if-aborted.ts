import { LangSegError } from './lang-seg-error.js';

/**
 * Stops long work when the caller has asked for it.
 *
 * @throws LangSegError `ABORTED`, with the signal's reason as cause.
 */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new LangSegError('ABORTED', 'The operation was cancelled.', {}, { cause: signal.reason });
}
