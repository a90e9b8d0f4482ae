import { LangSegError } from '@langseg/core';
import { CaseFiles } from './golden/case-files.js';
import type { GraphRunner } from './graph-runner.js';
import { readCases } from './read-cases.js';
import { namesOf, runCase, type CaseResult } from './run-case.js';

/** Which cases of a directory to run; all by default. */
export interface Selection {
  /** Part of the id. */
  readonly filter?: string;
  readonly kind?: string;
}

/**
 * Runs the cases of a directory one after the other.
 *
 * @throws LangSegError `NOT_FOUND` or `FILE_CORRUPT` about `cases.json`, `NOT_FOUND` when no case is selected.
 */
export async function* runCases(
  directory: string,
  runners: readonly GraphRunner[],
  { filter = '', kind }: Selection = {},
): AsyncGenerator<CaseResult> {
  const selected = (await readCases(directory)).filter((entry) => {
    const names = namesOf(entry);
    return names.id.includes(filter) && (kind === undefined || names.kind === kind);
  });
  if (selected.length === 0)
    throw new LangSegError('NOT_FOUND', `${directory} holds no case that was asked for.`, {
      directory,
      filter,
      kind,
    });
  const files = new CaseFiles(directory);
  try {
    for (const entry of selected) yield await runCase(entry, files, runners);
  } finally {
    await files.close();
  }
}
