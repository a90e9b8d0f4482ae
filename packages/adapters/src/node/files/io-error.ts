import { LangSegError, type ErrorCode } from '@langseg/core';

interface Explanation {
  readonly code: ErrorCode;
  readonly advice: string;
}

const explanations: Readonly<Record<string, Explanation>> = {
  ENOENT: {
    code: 'NOT_FOUND',
    advice: 'it does not exist. Check the path, and create the folder if it is one to write into',
  },
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
  EISDIR: { code: 'IO_FAILED', advice: 'it is a folder, a file was expected' },
  ENOTDIR: { code: 'IO_FAILED', advice: 'a part of the path is a file, a folder was expected' },
  ENOTEMPTY: { code: 'IO_FAILED', advice: 'the folder is not empty' },
  EEXIST: { code: 'IO_FAILED', advice: 'it exists already' },
  EMFILE: {
    code: 'IO_FAILED',
    advice: 'too many files are open. Work on fewer at once, or raise the limit (ulimit -n)',
  },
  ENAMETOOLONG: { code: 'IO_FAILED', advice: 'the name is too long' },
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
  if (!code || !syscall) return error;
  const { code: langSegCode, advice } = explanations[code] ?? { code: 'IO_FAILED', advice: error.message };
  return new LangSegError(
    langSegCode,
    `Can't ${doing} ${path}: ${advice} (${code}).`,
    { path, errno: code },
    { cause: error },
  );
}

/** Runs a file operation, with failures said in words. */
export async function withIoErrors<T>(doing: string, path: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (error) {
    throw toIoError(error, doing, path);
  }
}
