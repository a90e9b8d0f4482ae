import { dirname } from 'node:path';
import { loadPlugin, resolvePlugin } from '@langseg/adapter-node';
import type { Plugin, Registry } from '@langseg/core';
import { defaultRegistry } from 'langseg';
import { findConfig } from './find-config.js';
import { loadConfig, type LoadedConfig } from './load-config.js';
import type { SetupOptions } from './setup-options.js';

/** The components that a command knows, and what its config says. */
export interface Setup {
  readonly registry: Registry;
  readonly plugins: readonly Plugin[];
  /** Where the plugins are, for other threads and processes to load the same. */
  readonly addresses: readonly string[];
  readonly config?: LoadedConfig;
}

/**
 * Reads the config and loads the plugins that it and the options name, and no other code.
 *
 * @throws LangSegError `NOT_FOUND`, `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `USAGE`, `IO_FAILED`.
 */
export async function openSetup(options: SetupOptions, folder = process.cwd()): Promise<Setup> {
  const path = findConfig(options, folder);
  const config = path === undefined ? undefined : await loadConfig(path);
  const named = [
    ...(config?.plugins.map((name) => [name, dirname(config.path)] as const) ?? []),
    ...options.plugin.map((name) => [name, folder] as const),
  ];
  const loaded = new Map<string, Plugin>();
  for (const [name, from] of named)
    loaded.set(await resolvePlugin(name, { from }), await loadPlugin(name, { from }));
  const plugins = [...loaded.values()];
  return { registry: defaultRegistry.use(...plugins), plugins, addresses: [...loaded.keys()], config };
}
