import type { Plugin } from '@langseg/core';

/** What a `langseg.config.js` says about the work in its folder. The `langseg` command reads it. */
export interface LangSegConfig {
  /** Plugins that every command loads: packages, paths relative to the config file, or plugins themselves. */
  readonly plugins?: readonly (string | Plugin)[];
  /** The model that `segment` and `serve` take without `--model`. Paths that begin with a dot are relative to the config file. */
  readonly model?: string;
}

/**
 * Declares a config with its types checked:
 *
 * ```ts
 * // langseg.config.ts
 * export default defineConfig({ plugins: ['langseg-tiny-net', './my-format.js'] });
 * ```
 */
export function defineConfig(config: LangSegConfig): LangSegConfig {
  return config;
}
