import type { Plugin, Registry } from '@langseg/core';
import type { SetupOptions } from '../setup/setup-options.js';
import type { CommandContext } from './command-context.js';

/** What a command that works with models works with. */
export interface ModelContext extends CommandContext {
  /** LangSeg's components and those of the plugins. */
  readonly registry: Registry;
  readonly plugins: readonly Plugin[];
  /** Where the plugins are, for other threads and processes to load the same. */
  readonly pluginAddresses: readonly string[];
  /** What stands in for a model that was not named. */
  readonly defaultModel: string;
}

/**
 * Adds what config and plugins bring. Their code runs here, for the first time.
 *
 * @throws LangSegError as `openSetup`.
 */
export async function withSetup(context: CommandContext, options: SetupOptions): Promise<ModelContext> {
  const { openSetup } = await import('../setup/open-setup.js');
  const { registry, plugins, addresses, config } = await openSetup(options);
  return {
    ...context,
    registry,
    plugins,
    pluginAddresses: addresses,
    defaultModel: config?.model ?? 'default',
  };
}
