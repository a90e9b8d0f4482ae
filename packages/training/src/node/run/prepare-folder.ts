import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapters/node';
import { LangSegError } from '@langseg/core';
import { runStart } from '../../run/run-progress.js';
import { readCheckpoint, type StoredCheckpoint } from './checkpoint-folder.js';
import { truncateMetrics } from './metrics-file.js';
import { latestCheckpoint, listCheckpoints, type RunFolder } from './run-folder.js';

/** What a run that stopped before its first checkpoint leaves behind; nothing of it is worth keeping. */
const traces = ['recipe.json', 'metrics.jsonl', 'report.html', 'checkpoints'];

/**
 * A new run begins in an empty folder, or where a run was never saved, so that no other run is overwritten.
 *
 * @throws LangSegError `IO_FAILED` when something is in it.
 */
export async function assertUnused(folder: RunFolder): Promise<void> {
  const { path, recipe } = folder;
  const entries = await readdir(path).catch((): string[] => []);
  const saved = await listCheckpoints(folder);
  if (saved.length === 0 && entries.every((name) => traces.includes(name))) return;
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
 * Makes the folder, notes the recipe, and takes back what was recorded after the checkpoint that the run goes on from.
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
  await truncateMetrics(folder.metrics, resumed?.progress ?? runStart);
}
