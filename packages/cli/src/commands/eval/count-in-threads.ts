import { extname } from 'node:path';
import { createThreadPool } from '@langseg/adapter-node';
import type { LabelWarning, RunOptions } from '@langseg/core';
import type { CountedPhoto } from '@langseg/evaluation';
import { inOrder } from '../../workers/in-order.js';
import type { CountThreadData, CountThreadResult } from './count-thread.js';

/** How photos are counted in threads. */
export interface CountInThreadsOptions extends RunOptions {
  readonly workers: number;
  readonly data: CountThreadData;
  readonly onWarning: (warning: LabelWarning) => void;
}

/**
 * Counts photos in worker threads, several at a time; what comes of them is yielded in their order.
 *
 * @throws LangSegError as `countPhotos`, and what opening model and data set throws.
 */
export async function* countInThreads(
  places: readonly number[],
  { workers, data, onWarning, signal }: CountInThreadsOptions,
): AsyncGenerator<CountedPhoto, void, undefined> {
  const program = new URL(`./count-thread${extname(import.meta.url)}`, import.meta.url);
  const pool = createThreadPool<number, CountThreadResult>(program, {
    threads: Math.max(1, Math.min(workers, places.length)),
    data,
  });
  try {
    for await (const { photo, warnings } of inOrder(
      places,
      2 * workers,
      (place, options) => pool.run(place, options),
      { signal },
    )) {
      for (const warning of warnings) onWarning(warning);
      yield photo;
    }
  } finally {
    await pool.dispose();
  }
}
