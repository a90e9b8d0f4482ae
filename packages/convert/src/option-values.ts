import { LangSegError, listProblems, safeParse } from '@langseg/core';
import type * as z from 'zod';

/** Something that has options of its own in a conversion. */
export interface HasOptions {
  readonly options: z.ZodObject;
}

/**
 * The options of one of those involved, checked.
 *
 * @throws LangSegError `USAGE`.
 */
export function optionsFor(
  { options }: HasOptions,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const own = Object.keys(options.shape);
  const result = safeParse(
    options,
    Object.fromEntries(Object.entries(given).filter(([name]) => own.includes(name))),
  );
  if (result.success) return result.data;
  const names = [...new Set(result.error.issues.map(({ path }) => String(path[0])))];
  throw new LangSegError('USAGE', `Wrong ${names.join(', ')}:\n${listProblems(result.error)}`, {
    options: names,
  });
}

/**
 * Options that mean nothing for those involved are refused rather than ignored: whoever gives them takes the checkpoint
 * for something else.
 *
 * @param common names that can always be chosen.
 * @throws LangSegError `USAGE`.
 */
export function assertApplicable(
  given: Readonly<Record<string, unknown>>,
  involved: readonly HasOptions[],
  common: readonly string[],
  architecture: string,
): void {
  const applicable = [
    ...new Set([...involved.flatMap(({ options }) => Object.keys(options.shape)), ...common]),
  ];
  const wrong = Object.keys(given).filter((name) => !applicable.includes(name));
  if (wrong.length === 0) return;
  throw new LangSegError(
    'USAGE',
    `${wrong.join(', ')} can't be chosen for ${architecture}; what can be: ${applicable.join(', ')}.`,
    { options: wrong, applicable },
  );
}
