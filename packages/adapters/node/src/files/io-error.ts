import { existsSync, lstatSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { LangSegError, type ErrorCode } from '@langseg/core';

interface Explanation {
  readonly code: ErrorCode;
  readonly advice: string;
}

const explanations: Readonly<Record<string, Explanation>> = {
  ENOSPC: {
    code: 'IO_FAILED',
    advice: 'the disk is full. Free some space, or choose a path on another disk',
  },
  EDQUOT: {
    code: 'IO_FAILED',
    advice: 'the disk quota is used up. Free some space, or choose a path on another disk',
  },
  EACCES: { code: 'IO_FAILED', advice: 'permission denied. Change its permissions, or choose another path' },
  EPERM: {
    code: 'IO_FAILED',
    advice: 'the operation is not permitted. Change its permissions, or choose another path',
  },
  EROFS: { code: 'IO_FAILED', advice: 'the file system is read-only. Choose another path' },
  EISDIR: { code: 'IO_FAILED', advice: 'expected a file, but it is a folder' },
  ENOTEMPTY: { code: 'IO_FAILED', advice: 'the folder is not empty' },
  EEXIST: { code: 'IO_FAILED', advice: 'a file with that name exists. Choose another path' },
  EMFILE: {
    code: 'IO_FAILED',
    advice: 'too many files are open. Work on fewer at once, or raise the limit (ulimit -n)',
  },
  ENAMETOOLONG: { code: 'IO_FAILED', advice: 'the name is too long' },
  ELOOP: { code: 'IO_FAILED', advice: 'its links lead in a circle' },
  EBUSY: { code: 'IO_FAILED', advice: 'another program is using it. Close that program and try again' },
  ETXTBSY: { code: 'IO_FAILED', advice: 'it is a running program' },
};

/**
 * Says in words what the operating system refused.
 *
 * @param doing what was attempted, to follow "Can't": `read the image`.
 * @returns a `LangSegError` `NOT_FOUND`, `IO_FAILED` or, when a signal stopped the operation, `ABORTED`; errors that
 * come neither from the operating system nor from a signal are returned as they are.
 */
export function toIoError(error: unknown, doing: string, path: string): unknown {
  if (LangSegError.is(error) || !(error instanceof Error)) return error;
  if (error.name === 'AbortError')
    return new LangSegError('ABORTED', 'The operation was cancelled.', {}, { cause: error });
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ERR_INVALID_ARG_VALUE' && path.includes('\0'))
    return new LangSegError(
      'NOT_FOUND',
      `Can't ${doing} ${JSON.stringify(path)}: no path has a NUL character.`,
      { path },
      { cause: error },
    );
  if (!code || !syscall) return error;
  const { code: langSegCode, advice } = explanations[code] ??
    aboutPath(code, doing, path) ?? {
      code: 'IO_FAILED',
      advice: error.message,
    };
  return new LangSegError(
    langSegCode,
    `Can't ${doing} ${path}: ${advice} (${code}).`,
    { path, errno: code },
    { cause: error },
  );
}

/** What is missing or in the way, looked up where it failed. */
function aboutPath(errno: string, doing: string, path: string): Explanation | undefined {
  if (errno === 'ENOTDIR') {
    const file = ancestors(path).find((part) => statSync(part, { throwIfNoEntry: false })?.isFile());
    const advice = file ? `expected a folder, but ${file} is a file` : 'a part of the path is not a folder';
    return { code: 'IO_FAILED', advice };
  }
  if (errno !== 'ENOENT') return undefined;
  const missing = ancestors(path).find((part) => !existsSync(part));
  if (/^(write|create)/.test(doing)) {
    const advice = missing
      ? `there is no folder ${missing}; create the folder, or choose another path`
      : 'the system does not allow files there. Choose another path';
    return { code: 'NOT_FOUND', advice };
  }
  if (missing)
    return { code: 'NOT_FOUND', advice: `it does not exist: there is no folder ${missing}. Check the path` };
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  const advice = isLink
    ? 'it is a link to something that does not exist'
    : `it does not exist; its folder is ${dirname(resolve(path))}. Check the name`;
  return { code: 'NOT_FOUND', advice };
}

/** The folders above a path, the outermost first. */
function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let at = dirname(resolve(path)); !folders.includes(at); at = dirname(at)) folders.push(at);
  return folders.reverse();
}

/** Runs a file operation, with failures said in words. */
export async function withIoErrors<T>(doing: string, path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw toIoError(error, doing, path);
  }
}
