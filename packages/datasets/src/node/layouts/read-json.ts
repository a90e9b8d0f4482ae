import { readTextFile } from '@langseg/adapter-node';
import { LangSegError, listProblems, safeParse } from '@langseg/core';
import type * as z from 'zod';

/**
 * A JSON file with annotations.
 *
 * @param what it is, for messages.
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `CONFIG_INVALID` for another content.
 */
export async function readJson<T extends z.ZodType>(
  path: string,
  schema: T,
  what: string,
): Promise<z.output<T>> {
  const text = await readTextFile('read the annotations', path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LangSegError(
      'CONFIG_INVALID',
      `${path} is no JSON: ${(cause as Error).message}.`,
      { path },
      { cause },
    );
  }
  const result = safeParse(schema, value);
  if (result.success) return result.data;
  throw new LangSegError('CONFIG_INVALID', `${path} must be ${what}:\n${listProblems(result.error)}`, {
    path,
    issues: result.error.issues.slice(0, 10),
  });
}

/** Content of annotations that no mask can be drawn of. */
export const boxesAlone = 'boxes, but no areas, of which masks are drawn';

/** The error for annotations that contradict themselves. @param content what the file has, to follow "has". */
export function badAnnotations(path: string, content: string): LangSegError {
  return new LangSegError('CONFIG_INVALID', `${path} has ${content}.`, { path });
}
