import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stateFile } from './checkpoint-folder.js';
import type { RunFolder } from './run-folder.js';

/** Names of unfinished files and folders, as `writeAtomically` and `writeDirectoryAtomically` of adapters give them. */
const unfinished = /^\..+\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/** Whether a killed process left this name unfinished. */
export function isUnfinished(name: string): boolean {
  return unfinished.test(name);
}

/**
 * Removes what a killed process left of a run: files and folders that it had not finished. Call it with the run locked.
 * Where it was killed while the best weights were being replaced, they are put back.
 */
export async function cleanRun({ path, checkpoints, best }: RunFolder): Promise<void> {
  for (const folder of [path, checkpoints]) {
    const names = (await readdir(folder).catch((): string[] => [])).filter(isUnfinished);
    if (folder === path && !existsSync(best))
      await putBack(
        best,
        names.map((name) => join(path, name)),
      );
    for (const name of names) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Of former and new weights the new ones, if they were finished. */
async function putBack(best: string, paths: readonly string[]): Promise<void> {
  let latest: { path: string; step: number } | undefined;
  for (const path of paths.filter((each) => each.includes('.best.'))) {
    const step = await stepOf(path);
    if (step !== undefined && (latest === undefined || step > latest.step)) latest = { path, step };
  }
  if (latest) await rename(latest.path, best);
}

/** The state is the last file of a checkpoint to be written. */
async function stepOf(path: string): Promise<number | undefined> {
  try {
    const state = JSON.parse(await readFile(join(path, stateFile), 'utf8')) as { progress: { step: number } };
    return state.progress.step;
  } catch {
    return undefined;
  }
}
