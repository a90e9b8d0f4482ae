import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LangSegError } from '@langseg/core';
import { readCheckpoint, type StoredCheckpoint } from './checkpoint-folder.js';
import { checkpointName, latestCheckpoint, listCheckpoints, stepOf, type RunFolder } from './run-folder.js';

/** Faults of the files themselves; others may be gone the next time. */
const damage = ['HASH_MISMATCH', 'FILE_CORRUPT', 'CONFIG_INVALID', 'NOT_FOUND'] as const;

/** Options of {@link openResumed}. */
export interface ResumeOptions {
  /** Update after which to go on; it must have been saved. Default the latest that is whole. */
  readonly from?: number | undefined;
  readonly onWarning: (message: string) => void;
}

/**
 * Where a run goes on: the latest checkpoint that is whole, or the one that is asked for.
 *
 * @throws LangSegError `NOT_FOUND` without a checkpoint; as `readCheckpoint` when the one that is asked for is damaged, or
 * all are.
 */
export async function openResumed(
  folder: RunFolder,
  { from, onWarning }: ResumeOptions,
): Promise<StoredCheckpoint> {
  if (from !== undefined) return readCheckpoint(await checkpointAfter(folder, from));
  await latestCheckpoint(folder);
  let first: unknown;
  for (const path of (await listCheckpoints(folder)).reverse()) {
    try {
      const checkpoint = await readCheckpoint(path);
      if (first) onWarning(`Continuing from ${path} instead; everything after it is computed again.`);
      return checkpoint;
    } catch (error) {
      if (!damage.some((code) => LangSegError.is(error, code))) throw error;
      onWarning((error as LangSegError).message);
      first ??= error;
    }
  }
  throw first;
}

async function checkpointAfter(folder: RunFolder, step: number): Promise<string> {
  const all = await listCheckpoints(folder);
  const found = all.find((path) => stepOf(basename(path)) === step);
  if (found !== undefined) return found;
  const steps = all.map((path) => stepOf(basename(path)));
  throw new LangSegError(
    'NOT_FOUND',
    `${folder.path} contains no checkpoint of step ${step}. ` +
      (steps.length > 0 ? `It contains those of ${steps.join(', ')}.` : 'It contains none.'),
    { path: folder.path, step, steps },
  );
}

/**
 * Takes back the checkpoints that come after the one a run goes on from: whole ones are removed, since they are computed
 * again, damaged ones are set aside as `damaged-step-…`.
 */
export async function takeBackCheckpoints(
  folder: RunFolder,
  { step }: { readonly step: number },
): Promise<void> {
  for (const path of await listCheckpoints(folder)) {
    const name = basename(path);
    if (stepOf(name) <= step) continue;
    const isWhole = await readCheckpoint(path).then(
      () => true,
      () => false,
    );
    const aside = join(folder.checkpoints, `damaged-${checkpointName(stepOf(name))}`);
    await rm(isWhole ? path : aside, { recursive: true, force: true });
    if (!isWhole) await rename(path, aside);
  }
}
