import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapters/node';
import { LangSegError } from '@langseg/core';
import { readCheckpoint, type StoredCheckpoint } from './checkpoint-folder.js';
import { truncateMetrics } from './metrics-file.js';
import { latestCheckpoint, type RunFolder } from './run-folder.js';

/**
 * A new run begins in an empty folder, so that no other run is overwritten.
 *
 * @throws LangSegError `IO_FAILED` when something is in it.
 */
export async function assertUnused({ path, recipe }: RunFolder): Promise<void> {
  const entries = await readdir(path).catch((): string[] => []);
  if (entries.length === 0) return;
  throw new LangSegError(
    'IO_FAILED',
    existsSync(recipe)
      ? `${path} holds a run already: go on with it (--resume), or choose another folder (--out).`
      : `${path} is not empty; choose another folder (--out).`,
    { path },
  );
}

/** Where a run goes on. @throws LangSegError as `latestCheckpoint` and `readCheckpoint`. */
export async function openResumed(folder: RunFolder): Promise<StoredCheckpoint> {
  return readCheckpoint(await latestCheckpoint(folder));
}

/**
 * Makes the folder and notes the recipe; of a run that goes on, takes back what was recorded after its checkpoint.
 *
 * @throws LangSegError `IO_FAILED`.
 */
export async function prepareFolder(
  folder: RunFolder,
  recipe: unknown,
  resumed: StoredCheckpoint | undefined,
): Promise<void> {
  await withIoErrors('create the folder', folder.path, () => makeFolder(folder.path));
  await writeAtomically(folder.recipe, (sink) =>
    sink.write(new TextEncoder().encode(`${JSON.stringify(recipe, null, 2)}\n`)),
  );
  if (resumed) await truncateMetrics(folder.metrics, resumed.progress);
}
