import { setTimeout } from 'node:timers/promises';
import { LangSegError } from '@langseg/core';

/** Milliseconds between two questions. */
const pause = 200;

/**
 * Asks a server until it answers other than that it still starts, as it does for a while after a crash.
 *
 * @param timeout milliseconds after which that is an error as well.
 * @throws what `ask` throws.
 */
export async function onceStarted<Answer>(ask: () => Promise<Answer>, timeout: number): Promise<Answer> {
  const end = performance.now() + timeout;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!isStarting(error) || performance.now() + pause > end) throw error;
    }
    await setTimeout(pause);
  }
}

/** SQLSTATE `cannot_connect_now`. */
function isStarting(error: unknown): boolean {
  return LangSegError.is(error) && (error.cause as { readonly code?: unknown } | undefined)?.code === '57P03';
}
