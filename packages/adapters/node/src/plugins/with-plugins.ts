import type { Plugin } from '@langseg/core';
import { loadPlugin } from './load-plugin.js';

/**
 * A registry with the components of plugins, which runs their code.
 *
 * @param plugins as {@link loadPlugin} takes them.
 * @throws LangSegError as `loadPlugin` and `Registry.use`.
 */
export async function withPlugins<Extended>(
  registry: { use(...plugins: readonly Plugin[]): Extended },
  plugins: readonly string[],
): Promise<Extended> {
  return registry.use(...(await Promise.all(plugins.map((plugin) => loadPlugin(plugin)))));
}
