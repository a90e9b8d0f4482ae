import type { PlatformPath } from 'node:path';
import { isDynamicPattern } from 'tinyglobby';

/** A pattern, and the folder that it begins in. */
export interface SplitPattern {
  /** What stands before the names of its files: `photos/`, `C:`, or nothing for the current folder. */
  readonly folder: string;
  /** Relative to the folder, with slashes whatever the system's own separator is. */
  readonly pattern: string;
}

/**
 * Takes a typed pattern apart: drive, share and every folder that is really called like that, brackets and all, are names;
 * what is left is the pattern. Backslashes are separators where they are the system's.
 *
 * @param path of `node:path`, for the system: `win32` or `posix`.
 * @returns `undefined` for what is no pattern.
 */
export async function splitPattern(
  input: string,
  path: PlatformPath,
  isFolder: (path: string) => Promise<boolean>,
): Promise<SplitPattern | undefined> {
  const { root } = path.parse(input);
  const rest = input.slice(root.length);
  const names = (path.sep === '\\' ? rest.replaceAll('\\', '/') : rest).split('/');
  const parts = names.filter((name, index) => name !== '' || index === names.length - 1);
  let folder = root;
  while (parts.length > 1 && (await isFolder(folder + parts[0]))) folder += parts.shift() + path.sep;
  const pattern = withNamesKept(parts.join('/'));
  return isDynamicPattern(pattern) ? { folder, pattern } : undefined;
}

/** `IMG (1)*` and `!*` begin with what they say; groups with a choice, `(a|b)`, and with an operator, `!(a)`, are patterns. */
function withNamesKept(pattern: string): string {
  return pattern.replace(/(?<![!@?*+\\])\(([^()|]*)\)/g, '\\($1\\)').replace(/^!(?!\()/, '\\!');
}
