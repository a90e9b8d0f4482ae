import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { LangSegError } from '@langseg/core';
import type { SetupOptions } from './setup-options.js';

const endings = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json'] as const;

/**
 * The config that a command uses: the one that was named, or that of the working folder. Folders above are not looked at,
 * for a config is code.
 *
 * @throws LangSegError `NOT_FOUND` for a named one that is not there; `USAGE` when the folder has several.
 */
export function findConfig({ config }: Pick<SetupOptions, 'config'>, folder: string): string | undefined {
  if (config === false) return undefined;
  if (typeof config === 'string') {
    const path = resolve(folder, config);
    if (existsSync(path)) return path;
    throw new LangSegError('NOT_FOUND', `There is no config ${path}.`, { path });
  }
  const found = endings.map((ending) => resolve(folder, `langseg.config.${ending}`)).filter(existsSync);
  if (found.length > 1)
    throw new LangSegError(
      'USAGE',
      `There are several configs: ${found.join(', ')}. Keep one, or choose with --config.`,
      { found },
    );
  return found.at(0);
}
