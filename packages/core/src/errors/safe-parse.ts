import * as z from 'zod';

/** A value that a person has written; larger ones come from programs. */
const mostValues = 2000;

/**
 * Checks a value of a stranger by a schema. Zod notes every mistake with hundreds of bytes, so a megabyte of wrong values would cost a
 * gigabyte, or more calls than the stack holds: large values are checked up to the first mistake, small ones throughout.
 *
 * @returns as `schema.safeParse`; a value that is nested deeper than can be checked has that as its one problem.
 */
export function safeParse<S extends z.ZodType>(schema: S, value: unknown): z.ZodSafeParseResult<z.output<S>> {
  try {
    const untilFirst = { abortEarly: true } as z.core.ParseContext<z.core.$ZodIssue>;
    const result = z.safeParse(schema, value, untilFirst);
    return result.success || !isSmall(value) ? result : z.safeParse(schema, value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const problem: z.core.$ZodIssue = {
      code: 'custom',
      path: [],
      message: 'It is nested too deep.',
      input: undefined,
    };
    return { success: false, error: new z.ZodError([problem]) as z.ZodError<z.output<S>> };
  }
}

function isSmall(value: unknown): boolean {
  const open = [value];
  for (let count = 0; open.length > 0; count++) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const entries: readonly unknown[] = Array.isArray(next) ? next : Object.values(next);
    if (count + open.length + entries.length > mostValues) return false;
    open.push(...entries);
  }
  return true;
}
