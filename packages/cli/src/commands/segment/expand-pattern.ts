import { lstat } from 'node:fs/promises';
import { isAbsolute, sep } from 'node:path';
import { LangSegError } from '@langseg/core';
import { glob, isDynamicPattern } from 'tinyglobby';

/**
 * The files that a pattern such as `*.jpg` or `photos/**` names, where the shell has not expanded it, as those of
 * Windows don't. A file that is really called like the pattern is itself.
 *
 * @returns `undefined` for what is no pattern.
 * @throws LangSegError `NOT_FOUND` when no file matches.
 */
export async function expandPattern(input: string, signal: AbortSignal): Promise<string[] | undefined> {
  if (/^[a-z]+:\/\//i.test(input) || !/[*?[\]{}()]/.test(input)) return undefined;
  const exists = await lstat(input).then(
    () => true,
    () => false,
  );
  const pattern = sep === '\\' ? input.replaceAll(sep, '/') : input;
  if (exists || !isDynamicPattern(pattern)) return undefined;
  const files = await glob(pattern, { absolute: isAbsolute(input), expandDirectories: false, signal });
  if (files.length === 0)
    throw new LangSegError('NOT_FOUND', `No file matches ${input}, and none is called like that.`, {
      pattern,
    });
  return files.sort(new Intl.Collator('en', { numeric: true }).compare);
}
