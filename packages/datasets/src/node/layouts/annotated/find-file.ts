import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';

/**
 * The first of several files that is there.
 *
 * @throws LangSegError `NOT_FOUND` naming all of them.
 */
export async function findFile(root: string, candidates: readonly string[], what: string): Promise<string> {
  for (const candidate of candidates) {
    const isThere = await stat(join(root, candidate)).then(
      (stats) => stats.isFile(),
      () => false,
    );
    if (isThere) return join(root, candidate);
  }
  throw new LangSegError('NOT_FOUND', `${root} has no ${what}; looked for ${candidates.join(', ')}.`, {
    path: root,
    candidates,
  });
}
