import type { Plugin } from '@langseg/core';
import { importModule } from './import-module.js';
import { pluginInModule } from './plugin-in-module.js';

/** Options of {@link loadPlugin}. All have defaults. */
export interface LoadPluginOptions {
  /** Folder from which packages and relative paths are looked for. Default: the working folder. */
  readonly from?: string;
}

/**
 * Loads a plugin, which runs its code: load only what a person has named. Loading it again gives the same components.
 *
 * The module exports `plugin` or a default: a plugin, components, or one component. A single component that is exported
 * under another name is taken as well.
 *
 * @param specifier a package (`langseg-jpeg2000`), or a file or folder (`./mine.js`, `/x/mine`, `file:///x/mine.js`). An
 * address may name a value inside of the module's exports: `file:///x/all.js#default.plugins.0`. TypeScript is for the Node
 * versions that run it (22.18, 23.6 and later).
 * @throws LangSegError `NOT_FOUND`; `CONFIG_INVALID` for a module that fails or exports no plugin,
 * `VERSION_UNSUPPORTED` for components of a newer LangSeg.
 */
export async function loadPlugin(
  specifier: string,
  { from = process.cwd() }: LoadPluginOptions = {},
): Promise<Plugin> {
  const { findPlugin } = await import('./find-plugin.js');
  const { url, name, inside } = findPlugin(specifier, from);
  const module = await importModule(url, `the plugin "${specifier}"`);
  return pluginInModule(inside ? { plugin: valueInside(module, inside) } : module, specifier, name);
}

/**
 * Where a plugin's module is, as an address that {@link loadPlugin} takes in another thread or process. Nothing is run.
 *
 * @throws LangSegError `NOT_FOUND`.
 */
export async function resolvePlugin(
  specifier: string,
  { from = process.cwd() }: LoadPluginOptions = {},
): Promise<string> {
  const { findPlugin } = await import('./find-plugin.js');
  const { url, inside } = findPlugin(specifier, from);
  return inside ? `${url.href}#${inside}` : url.href;
}

function valueInside(module: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? Reflect.get(value, key)
          : undefined,
      module,
    );
}
