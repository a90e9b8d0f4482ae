import { once } from 'node:events';
import { extname } from 'node:path';
import { forkModule } from '@langseg/adapter-node';
import { LangSegError, type ErrorCode } from '@langseg/core';
import type { FromProcess, ProcessOptions, SegmentedPhoto, ToProcess } from './protocol.js';

/** A process with a model in it, which segments one photo at a time. */
export interface SegmentProcess {
  /**
   * Segments a photo.
   *
   * @throws LangSegError what is wrong with the photo; {@link ProcessLost} when the process ends, or has been ended because it took
   * longer than `timeout` milliseconds or the signal fired.
   */
  segment(bytes: Uint8Array, limits: PhotoLimits): Promise<SegmentedPhoto>;
  /** Ends it at once. */
  kill(): void;
}

/** What ends the work on a photo. */
export interface PhotoLimits {
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

/** A process ended in the middle of a photo. */
export class ProcessLost extends Error {
  override readonly name = 'ProcessLost';
}

/** The program of processes, unless another is given. */
const usualProgram = new URL(`./segment-process${extname(import.meta.url)}`, import.meta.url);

/**
 * Starts a process and loads the model there. What native code does to it, running out of memory included, leaves the
 * worker and its lease alone.
 *
 * @param program module that calls `segmentPhotos`.
 * @throws LangSegError what loading the model throws; {@link ProcessLost}.
 */
export async function startProcess(options: ProcessOptions, program = usualProgram): Promise<SegmentProcess> {
  const child = forkModule(program);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(new ProcessLost(`It can't be started: ${error.message}.`)));
    child.once('exit', (status, signal) =>
      reject(new ProcessLost(signal ? `It was ended by ${signal}.` : `It ended with status ${status}.`)),
    );
  });
  ended.catch(() => undefined);

  async function ask(message: ToProcess): Promise<FromProcess> {
    const stop = new AbortController();
    const answer = once(child, 'message', { signal: stop.signal });
    answer.catch(() => undefined);
    try {
      if (child.connected) child.send(message);
      const [found] = (await Promise.race([answer, ended])) as [FromProcess];
      if (found.type === 'failed')
        throw new LangSegError((found.code ?? 'RUNTIME_FAILED') as ErrorCode, found.message);
      return found;
    } finally {
      stop.abort();
    }
  }

  try {
    await ask({ type: 'open', options });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    kill: () => void child.kill('SIGKILL'),
    async segment(bytes, { timeout, signal }) {
      const kill = (): void => void child.kill('SIGKILL');
      const timer = setTimeout(kill, timeout);
      signal?.addEventListener('abort', kill, { once: true });
      if (signal?.aborted) kill();
      try {
        const answer = await ask({ type: 'photo', bytes });
        if (answer.type !== 'done') throw new ProcessLost(`It sent "${answer.type}" instead of a result.`);
        return answer.photo;
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', kill);
      }
    },
  };
}
