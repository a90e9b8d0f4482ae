import { LangSegError } from '@langseg/core';
import { messageOf } from '../../message-of.js';

/**
 * Loads sharp when the first photo is read or the first picture written, not before: it is an optional peer, and its
 * native library takes time to start. Its process-wide settings (cache, concurrency) are left as they are.
 *
 * @throws LangSegError `RUNTIME_FAILED`.
 */
export async function loadSharp(): Promise<(typeof import('sharp'))['default']> {
  try {
    return (await import('sharp')).default;
  } catch (cause) {
    const [reason] = messageOf(cause).split('\n', 1);
    throw new LangSegError(
      'RUNTIME_FAILED',
      `Reading and writing pictures needs the package sharp (0.35 or later), which did not load: ${reason} ` +
        'Install it with "npm install sharp".',
      {},
      { cause },
    );
  }
}
