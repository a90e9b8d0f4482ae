import { LangSegError } from '@langseg/core';

/** Letters that mean something to a file system, besides control characters, and bytes spelled as in addresses. */
const forbidden = /[\u0000-\u001f\\:*?"<>|]|%[\da-f]{2}/i;

/** Empty ones, `.` and `..`, also with what Windows takes away from the end of a name, and its devices. */
const forbiddenSegment = /^$|[. ]$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Checks a path that a bundle or a caller names, before it is joined to a folder or an address: relative, forward
 * slashes, no way out of the bundle, valid on every platform.
 *
 * @returns the path.
 * @throws LangSegError `FILE_UNSAFE`.
 */
export function checkBundlePath(path: string): string {
  if (forbidden.test(path) || path.split('/').some((segment) => forbiddenSegment.test(segment)))
    throw new LangSegError(
      'FILE_UNSAFE',
      `${JSON.stringify(path.slice(0, shownLength))} is refused as a file of a model: only relative paths are allowed that stay ` +
        'inside the model and use names that every system accepts.',
      { path },
    );
  return path;
}

/** A path may be as long as its config. */
const shownLength = 200;
