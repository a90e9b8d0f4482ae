import { LangSegError } from '@langseg/core';

/** What the library throws of files that it can't read. */
export async function readable<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    if (LangSegError.is(cause)) throw cause;
    if (cause instanceof Error && cause.name === 'AbortError')
      throw new LangSegError('ABORTED', 'Reading was stopped.', {}, { cause });
    throw new LangSegError(
      'IMAGE_UNREADABLE',
      `${path} is no TIFF that can be read, or it is damaged or cut off: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { path },
      { cause },
    );
  }
}
