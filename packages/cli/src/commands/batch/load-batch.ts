import { LangSegError } from '@langseg/core';
import { loadOnDemand } from '../../on-demand/load-on-demand.js';
import type { CommandContext } from '../command-context.js';
import type { BatchOptions } from './batch-options.js';

/** The package behind these commands. @throws LangSegError `PACKAGE_MISSING`. */
export function loadBatch(): Promise<typeof import('@langseg/batch')> {
  return loadOnDemand('@langseg/batch', 'Working on a queue', () => import('@langseg/batch'));
}

/** The database that was named. @throws LangSegError `USAGE`. */
export function databaseOf({ database }: BatchOptions, { io }: Pick<CommandContext, 'io'>): string {
  const address = database ?? io.env.LANGSEG_DATABASE;
  if (address) return address;
  throw new LangSegError(
    'USAGE',
    'Name a database: --database postgres://user@host/name, or a folder on this machine; or set LANGSEG_DATABASE.',
  );
}
