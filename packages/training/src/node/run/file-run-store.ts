import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, withIoErrors, writeAtomically } from '@langseg/adapter-node';
import { reportPage } from '../../report/report-page.js';
import type { RunSnapshot, RunStore } from '../../run/run-store.js';
import { writeCheckpoint } from './checkpoint-folder.js';
import { ExampleFiles } from './example-files.js';
import { appendMetrics, readMetrics } from './metrics-file.js';
import { checkpointName, listCheckpoints, type RunFolder } from './run-folder.js';

/** Options of {@link createRunStore}. */
export interface RunStoreOptions {
  /** Checkpoints that are kept, the latest; at least one. */
  readonly keepLast: number;
  /** Kept with every checkpoint; see `StoredCheckpoint`. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Title of the report. */
  readonly title: string;
  /** Names of the parameter groups in the order of their learning rates, for the report. */
  readonly groups?: readonly string[];
  /** Where the examples of the report are kept. Default those in the folder. */
  readonly examples?: ExampleFiles;
}

/**
 * Keeps a run in a folder: `checkpoints/step-…`, `best`, `metrics.jsonl`, `examples` and `report.html`.
 *
 * @throws LangSegError `IO_FAILED` when the folder can't be made.
 */
export async function createRunStore(folder: RunFolder, options: RunStoreOptions): Promise<RunStore> {
  const { keepLast, facts, title, groups, examples = new ExampleFiles(folder.examples) } = options;
  await withIoErrors('create the folder', folder.checkpoints, () => makeFolder(folder.checkpoints));
  let lastCheckpoint = (await listCheckpoints(folder)).at(-1);

  async function removeOld(): Promise<void> {
    const all = await listCheckpoints(folder);
    // One that can't be removed costs space, not the run.
    for (const old of all.slice(0, -keepLast))
      await rm(old, { recursive: true, force: true }).catch(() => undefined);
  }

  async function writeReport(): Promise<void> {
    const page = reportPage(title, await readMetrics(folder.metrics), {
      groups,
      examples: await examples.read(),
    });
    await writeAtomically(folder.report, (sink) => sink.write(new TextEncoder().encode(page)));
  }

  return {
    get lastCheckpoint() {
      return lastCheckpoint;
    },
    async save({ state, average, progress }: RunSnapshot) {
      const dir = join(folder.checkpoints, checkpointName(progress.step));
      const { weights, slots } = state;
      const tensors = { weights, optimizer: slots, ...(average && { average }) };
      await writeCheckpoint(dir, { tensors, progress, facts });
      lastCheckpoint = dir;
      await removeOld();
      await writeReport();
      return dir;
    },
    async saveBest(weights, progress) {
      await writeCheckpoint(folder.best, { tensors: { weights }, progress, facts });
    },
    record: (metrics) => appendMetrics(folder.metrics, metrics),
  };
}
