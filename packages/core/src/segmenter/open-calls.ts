import { LangSegError } from '../errors/lang-seg-error.js';

/** The calls of a segmenter that have not been answered yet. */
export interface OpenCalls {
  /** Makes a call. @throws LangSegError `DISPOSED` once {@link OpenCalls.close} was called. */
  run<T>(call: () => Promise<T>): Promise<T>;
  /** Refuses further calls. */
  close(): void;
  /** Waits until the calls that are open now have come to an end, well or not. */
  settled(): Promise<void>;
}

export function createOpenCalls(): OpenCalls {
  const open = new Set<Promise<unknown>>();
  let isClosed = false;
  return {
    async run(call) {
      if (isClosed) throw new LangSegError('DISPOSED', 'This segmenter was disposed; create a new one.');
      const result = call();
      open.add(result);
      try {
        return await result;
      } finally {
        open.delete(result);
      }
    },
    close() {
      isClosed = true;
    },
    async settled() {
      await Promise.allSettled(open);
    },
  };
}
