import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { writeAtomically } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { runStart } from '../../run/run-progress.js';
import type { StoredCheckpoint } from './checkpoint-folder.js';
import { truncateMetrics } from './metrics-file.js';
import { isUnfinished } from './clean-run.js';
import type { RunHold } from './hold-run.js';
import { takeBackCheckpoints } from './open-resumed.js';
import { listCheckpoints, type RunFolder } from './run-folder.js';

/** What a run that stopped before its first checkpoint leaves behind; nothing of it is worth keeping. */
const traces = [
  'run.lock',
  'recipe.json',
  'metrics.jsonl',
  'report.html',
  'checkpoints',
  'best',
  'examples',
  'features',
  'teachers',
];

/**
 * A new run begins in an empty folder, or where a run was never saved, so that no other run is overwritten.
 *
 * @throws LangSegError `IO_FAILED` when something is in it.
 */
export async function assertUnused(folder: RunFolder): Promise<void> {
  const { path, recipe } = folder;
  const entries = await readdir(path).catch((): string[] => []);
  const saved = await listCheckpoints(folder);
  if (saved.length === 0 && entries.every((name) => traces.includes(name) || isUnfinished(name))) return;
  throw new LangSegError(
    'IO_FAILED',
    existsSync(recipe)
      ? `${path} already contains a run: continue it (--resume), or choose another folder (--out).`
      : `${path} is not empty; choose another folder (--out).`,
    { path },
  );
}

/** A folder that is got ready. */
export interface PrepareOptions {
  readonly folder: RunFolder;
  readonly recipe: unknown;
  readonly resumed: StoredCheckpoint | undefined;
  readonly hold: RunHold;
}

/**
 * Makes the folder, notes the recipe, and takes back what was saved and recorded after the checkpoint that the run goes on
 * from.
 *
 * @throws LangSegError `IO_FAILED`, also when another process writes the run.
 */
export async function prepareFolder({ folder, recipe, resumed, hold }: PrepareOptions): Promise<void> {
  await hold.take();
  if (!resumed) await assertUnused(folder);
  await writeAtomically(folder.recipe, (sink) =>
    sink.write(new TextEncoder().encode(`${JSON.stringify(recipe, null, 2)}\n`)),
  );
  const { progress } = resumed ?? { progress: runStart };
  await takeBackCheckpoints(folder, progress);
  await truncateMetrics(folder.metrics, progress);
}
