import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
import { caseList } from './golden/golden-case.js';

/**
 * The cases of a directory, unchecked.
 *
 * @throws LangSegError `NOT_FOUND` or `FILE_CORRUPT` about `cases.json`.
 */
export async function readCases(directory: string): Promise<readonly unknown[]> {
  const path = join(directory, 'cases.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LangSegError(
      'NOT_FOUND',
      `Can't read ${path}: give a directory with golden cases.`,
      { path },
      { cause },
    );
  });
  try {
    return caseList.parse(JSON.parse(text)).cases;
  } catch (cause) {
    throw new LangSegError('FILE_CORRUPT', `${path} is not a list of golden cases.`, { path }, { cause });
  }
}
