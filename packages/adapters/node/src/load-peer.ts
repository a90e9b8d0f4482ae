import { messageOf } from '@langseg/adapter-common';
import { LangSegError } from '@langseg/core';

/**
 * Loads an optional peer when it is needed.
 *
 * @param name as npm knows it.
 * @param purpose what can't be done without it; begins a sentence.
 * @throws LangSegError `RUNTIME_FAILED`.
 */
export async function loadPeer<T>(name: string, purpose: string, load: () => T | Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const [reason] = messageOf(cause).split('\n', 1);
    throw new LangSegError(
      'RUNTIME_FAILED',
      `${purpose} needs the package ${name}, which did not load: ${reason} Install it with "npm install ${name}".`,
      { package: name },
      { cause },
    );
  }
}
