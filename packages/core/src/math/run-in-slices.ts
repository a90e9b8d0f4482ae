import { throwIfAborted } from '../errors/throw-if-aborted.js';
import type { RunOptions } from '../interfaces/run-options.js';

/** Options of {@link runInSlices}. */
export interface SliceOptions extends RunOptions {
  /** How long the event loop may be held, in milliseconds. Default 20. */
  readonly sliceMs?: number;
}

/**
 * Runs steps to the end, giving the event loop a turn after every slice of time. Short work finishes in one slice.
 *
 * @throws LangSegError `ABORTED`.
 */
export async function runInSlices(steps: Iterable<unknown>, options: SliceOptions = {}): Promise<void> {
  const { signal, sliceMs = 20 } = options;
  throwIfAborted(signal);
  let sliceStart = performance.now();
  for (const _ of steps) {
    if (performance.now() - sliceStart < sliceMs) continue;
    await new Promise((resolve) => setTimeout(resolve));
    throwIfAborted(signal);
    sliceStart = performance.now();
  }
}
