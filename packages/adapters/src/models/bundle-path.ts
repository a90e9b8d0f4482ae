import { LangSegError } from '@langseg/core';

/** Letters that mean something to a file system, beside control characters. */
const forbidden = /[\u0000-\u001f\\:*?"<>|]/;

/**
 * Checks a path that a bundle or a caller names, before it is joined to a folder or an address: relative, forward
 * slashes, no way out of the bundle, valid on every platform.
 *
 * @returns the path.
 * @throws LangSegError `FILE_UNSAFE`.
 */
export function checkBundlePath(path: string): string {
  const segments = path.split('/');
  if (
    forbidden.test(path) ||
    segments.some((segment) => segment === '' || segment === '.' || segment === '..')
  )
    throw new LangSegError(
      'FILE_UNSAFE',
      `${JSON.stringify(path)} is refused as a file of a model: only relative paths that stay inside it are allowed.`,
      { path },
    );
  return path;
}
