import { loadPlugin } from '@langseg/adapter-node';
import type { Registry } from '@langseg/core';
import { defaultRegistry } from 'langseg';

/**
 * Loads the components that the main thread has.
 *
 * @throws LangSegError as `loadPlugin`.
 */
export async function registryInThread(pluginAddresses: readonly string[]): Promise<Registry> {
  return defaultRegistry.use(...(await Promise.all(pluginAddresses.map((address) => loadPlugin(address)))));
}
