import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';

/** Where the files of a run are. */
export interface RunFolder {
  readonly path: string;
  readonly checkpoints: string;
  /** The weights with the best validation. */
  readonly best: string;
  readonly recipe: string;
  readonly metrics: string;
  readonly report: string;
  /** Pictures of the last validation. */
  readonly examples: string;
  /** Tells which process writes the run. */
  readonly lock: string;
  /** What the frozen part of the network makes of photos. */
  readonly features: string;
  /** What other networks see in the photos. */
  readonly teachers: string;
  /** The finished model, for `langseg segment --model`. */
  readonly model: string;
  /** The finished weights in the official layout. */
  readonly weights: string;
}

/**
 * The places of a run's files.
 *
 * @param path folder of the run; it need not exist.
 */
export function runFolder(path: string): RunFolder {
  const at = (name: string) => join(path, name);
  return {
    path,
    checkpoints: at('checkpoints'),
    best: at('best'),
    recipe: at('recipe.json'),
    metrics: at('metrics.jsonl'),
    report: at('report.html'),
    examples: at('examples'),
    lock: at('run.lock'),
    features: at('features'),
    teachers: at('teachers'),
    model: at('model'),
    weights: at('weights.safetensors'),
  };
}

/** Name of the checkpoint after so many updates. */
export function checkpointName(step: number): string {
  return `step-${String(step).padStart(6, '0')}`;
}

/** Folders of the checkpoints of a run, the oldest first. */
export async function listCheckpoints({ checkpoints }: RunFolder): Promise<string[]> {
  const names = await readdir(checkpoints).catch((): string[] => []);
  return names
    .filter((name) => /^step-\d{6,}$/.test(name))
    .sort((a, b) => stepOf(a) - stepOf(b))
    .map((name) => join(checkpoints, name));
}

/**
 * Folder of the latest checkpoint of a run.
 *
 * @throws LangSegError `NOT_FOUND` when the run has not been saved yet.
 */
export async function latestCheckpoint(folder: RunFolder): Promise<string> {
  const latest = (await listCheckpoints(folder)).at(-1);
  if (latest) return latest;
  throw new LangSegError(
    'NOT_FOUND',
    `${folder.path} contains no checkpoint to continue from; expected a folder like ${join(folder.checkpoints, checkpointName(100))}. ` +
      'Give the folder of a saved run.',
    { path: folder.path },
  );
}

/** The number of updates in the name of a checkpoint. */
export function stepOf(name: string): number {
  return Number(name.slice('step-'.length));
}
