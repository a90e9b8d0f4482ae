import { messageOf, type ModelProgress } from '@langseg/adapter-common';
import { LangSegError, type RunOptions } from '@langseg/core';
import type { ImageNotice } from '../images/image-notice.js';
import { WebSegmenter, type OpenConnection } from './web-segmenter.js';
import { WorkerConnection, type WorkerPort } from './worker-connection.js';

/** Options of {@link connectSegmenter}. */
export interface ConnectOptions extends RunOptions {
  /** Download progress of the model: `initiate`, `download`, `progress`, `done`, `ready`. */
  readonly onProgress?: (event: ModelProgress) => void;
  /** Told what does not work as asked for: a device that was dropped, threads that are impossible here. */
  readonly onWarning?: (message: string) => void;
  /** Told when a photo is not used as it is, such as a huge one that is scaled down. */
  readonly onNotice?: (notice: ImageNotice) => void;
}

/**
 * Starts a worker that calls `serveSegmenter`, and opens the pipeline in it.
 *
 * @param startWorker makes the worker; called again after a crash. Write `new Worker(new URL('./my-worker.js',
 * import.meta.url), { type: 'module' })` in it, which bundlers recognise.
 * @param openOptions what the worker's `open` is given; anything that structured cloning copies.
 * @throws LangSegError what `open` throws, `ABORTED`, and `RUNTIME_FAILED` when the worker can't be loaded.
 */
export async function connectSegmenter<O>(
  startWorker: () => WorkerPort,
  openOptions: O,
  { signal, onProgress, onWarning, onNotice }: ConnectOptions = {},
): Promise<WebSegmenter> {
  async function open(options: RunOptions): Promise<OpenConnection> {
    const connection = new WorkerConnection(startWorker(), { onWarning, onNotice });
    try {
      const opened = await connection.call(
        'open',
        { options: openOptions },
        {
          signal: options.signal,
          onEvent: (event) => {
            if (event.type === 'progress') onProgress?.(event.progress);
          },
        },
      );
      return { connection, opened };
    } catch (error) {
      connection.close(LangSegError.is(error) ? error : new LangSegError('RUNTIME_FAILED', messageOf(error)));
      throw error;
    }
  }
  return new WebSegmenter(open, await open({ signal }));
}
