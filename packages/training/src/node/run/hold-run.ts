import { makeFolder, withIoErrors } from '@langseg/adapter-node';
import { cleanRun } from './clean-run.js';
import type { RunFolder } from './run-folder.js';
import { lockRun } from './run-lock.js';

/** A run in the hands of this process. */
export interface RunHold {
  /** Makes the folder, locks it and cleans it; does nothing the second time. Errors as `lockRun`. */
  take(): Promise<void>;
  giveBack(): Promise<void>;
}

/** The hold on a run; it is free until it is taken. */
export function createRunHold(folder: RunFolder): RunHold {
  let unlock: (() => Promise<void>) | undefined;
  return {
    async take() {
      if (unlock) return;
      await withIoErrors('create the folder', folder.path, () => makeFolder(folder.path));
      unlock = await lockRun(folder.lock);
      await cleanRun(folder);
    },
    async giveBack() {
      await unlock?.();
      unlock = undefined;
    },
  };
}
