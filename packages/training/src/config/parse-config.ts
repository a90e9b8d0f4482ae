import { LangSegError, listProblems, safeParse } from '@langseg/core';
import type * as z from 'zod';

/**
 * Checks options and fills in their defaults.
 *
 * @param what names the options in messages, "the optimiser".
 * @throws LangSegError `CONFIG_INVALID` with every option that is wrong.
 */
export function parseConfig<S extends z.ZodType>(schema: S, config: unknown, what: string): z.output<S> {
  const result = safeParse(schema, config);
  if (result.success) return result.data;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Wrong options for ${what}:\n${listProblems(result.error)}`,
    { issues: result.error.issues },
    { cause: result.error },
  );
}
