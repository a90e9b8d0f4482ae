import { LangSegError } from '@langseg/core';
import type { ProcessOptions, SegmentedPhoto } from '../process/protocol.js';
import { ProcessLost, startProcess, type SegmentProcess } from '../process/start-process.js';

/** A process that is started when it is needed, and again after it has ended. */
export interface KeptProcess {
  /** As `SegmentProcess.segment`. */
  readonly segment: (bytes: Uint8Array, signal: AbortSignal) => Promise<SegmentedPhoto>;
  /** Starts it now. @throws LangSegError what loading the model throws. */
  open(): Promise<void>;
  close(): void;
}

/**
 * @param timeout milliseconds that a photo may take.
 * @param program module that calls `segmentPhotos`. Default: the one of this package.
 * @param onLost told when a process has ended in the middle of a photo.
 */
export function keepProcess(
  options: ProcessOptions,
  {
    timeout,
    program,
    onLost,
  }: { readonly timeout: number; readonly program?: URL; readonly onLost?: () => void },
): KeptProcess {
  let current: Promise<SegmentProcess> | undefined;

  async function start(): Promise<SegmentProcess> {
    try {
      return await startProcess(options, program);
    } catch (error) {
      current = undefined;
      if (!(error instanceof ProcessLost)) throw error;
      throw new LangSegError('RUNTIME_FAILED', `The process that segments does not start: ${error.message}`);
    }
  }

  return {
    async open() {
      await (current ??= start());
    },
    async segment(bytes, signal) {
      const process = await (current ??= start());
      const begun = performance.now();
      try {
        return await process.segment(bytes, { timeout, signal });
      } catch (error) {
        if (!(error instanceof ProcessLost)) throw error;
        current = undefined;
        if (signal.aborted) throw error;
        onLost?.();
        if (performance.now() - begun < timeout) throw error;
        throw new LangSegError('RUNTIME_FAILED', `It took longer than ${timeout / 1000} s.`, { timeout });
      }
    },
    close() {
      void current?.then(
        (process) => process.kill(),
        () => undefined,
      );
      current = undefined;
    },
  };
}
