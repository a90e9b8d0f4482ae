import { messageOf } from '@langseg/adapter-common';
import { extname } from 'node:path';
import { LangSegError, type Plugin } from '@langseg/core';
import { findPlugin } from './find-plugin.js';
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
 * @param specifier a package (`langseg-jpeg2000`), or a file or folder (`./mine.js`, `/x/mine`, `file:///x/mine.js`).
 * TypeScript is for the Node versions that run it (22.18, 23.6 and later).
 * @throws LangSegError `NOT_FOUND`; `CONFIG_INVALID` for a module that fails or exports no plugin,
 * `VERSION_UNSUPPORTED` for components of a newer LangSeg.
 */
export async function loadPlugin(
  specifier: string,
  { from = process.cwd() }: LoadPluginOptions = {},
): Promise<Plugin> {
  const { url, name } = findPlugin(specifier, from);
  return pluginInModule(await importPlugin(specifier, url), specifier, name);
}

/**
 * Where a plugin's module is, as an address that {@link loadPlugin} takes in another thread or process. Nothing is run.
 *
 * @throws LangSegError `NOT_FOUND`.
 */
export function resolvePlugin(specifier: string, { from = process.cwd() }: LoadPluginOptions = {}): string {
  return findPlugin(specifier, from).url.href;
}

async function importPlugin(specifier: string, url: URL): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(url.href)) as Readonly<Record<string, unknown>>;
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      isForeignTypeScript(cause, url)
        ? `Node ${process.versions.node} can't run the TypeScript of the plugin "${specifier}": use Node 22.18 or later, or ` +
            'compile it to JavaScript and name that file.'
        : `The plugin "${specifier}" failed while it was loaded: ${messageOf(cause)}`,
      { specifier, url: url.href },
      { cause },
    );
  }
}

function isForeignTypeScript(error: unknown, url: URL): boolean {
  return (
    /^\.[mc]?ts$/.test(extname(url.pathname)) &&
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_UNKNOWN_FILE_EXTENSION'
  );
}
