import { readFile, stat } from 'node:fs/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { decodeText, LangSegError } from '@langseg/core';

/** 65,535 labels of 2,000 characters are no list that anybody means. */
const mostBytes = 16_000_000;

/**
 * The text of a file with labels, in UTF-8 or UTF-16; pipes such as `<(cut …)` of a shell are read, too.
 *
 * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT` for what is no text.
 */
export async function readLabelsFile(path: string): Promise<string> {
  const bytes = await withIoErrors('read the labels file', path, async () => {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw new LangSegError(
        'IO_FAILED',
        `${path} has ${size} bytes; a label list may have at most ${mostBytes}. Is it the right file?`,
        { path, size },
      );
    return readFile(path);
  });
  return decodeText(bytes, path);
}
