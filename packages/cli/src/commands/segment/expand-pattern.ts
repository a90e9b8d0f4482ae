import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { isDirectory } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { glob } from 'tinyglobby';
import { splitPattern } from './split-pattern.js';

/**
 * The files that a pattern such as `*.jpg` or `photos/**` names, where the shell has not expanded it, as those of
 * Windows don't. A file or folder that is really called like (a part of) the pattern is itself.
 *
 * @returns `undefined` for what is no pattern.
 * @throws LangSegError `NOT_FOUND` when no file matches.
 */
export async function expandPattern(input: string, signal: AbortSignal): Promise<string[] | undefined> {
  if (/^[a-z]{2,}:\/\//i.test(input) || !/[*?[\]{}()]/.test(input)) return undefined;
  const exists = await lstat(input).then(
    () => true,
    () => false,
  );
  const split = exists ? undefined : await splitPattern(input, path, isDirectory);
  if (!split) return undefined;
  const { folder, pattern } = split;
  const options = {
    cwd: folder || '.',
    expandDirectories: false,
    // As file names are on Windows, where cameras' `.JPG` is `*.jpg`.
    caseSensitiveMatch: path.sep !== '\\',
    signal,
  };
  let files = await glob(pattern, options);
  // `photo[1]-*` may mean brackets as they stand: on Windows, where they can't be escaped, only `*` and `?` are special.
  if (files.length === 0) files = await glob(pattern.replace(/(?<!\\)[()[\]{}]/g, '\\$&'), options);
  if (files.length === 0)
    throw new LangSegError('NOT_FOUND', `No file matches ${input}, and none has that name.`, {
      pattern: input,
    });
  return files
    .map((file) => folder + path.normalize(file))
    .sort(new Intl.Collator('en', { numeric: true }).compare);
}
