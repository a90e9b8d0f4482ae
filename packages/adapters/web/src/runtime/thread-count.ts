import { LangSegError } from '@langseg/core';

/** Threads that WebAssembly can use in this page or worker: 1 unless it is cross-origin isolated. */
export function usableThreads(): number {
  if (globalThis.crossOriginIsolated !== true || typeof SharedArrayBuffer !== 'function') return 1;
  // Up to four logical processors are taken whole; of more, half are hyper-threads or slow cores, and beyond eight
  // threads synchronisation costs more than a photo's matrix products gain.
  const logical = logicalProcessors();
  return Math.min(8, Math.max(Math.min(4, logical), Math.ceil(logical / 2)));
}

/** Logical processors as the browser tells, at least 1. */
export function logicalProcessors(): number {
  return Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1);
}

/**
 * Threads for a runtime: what was asked for, else what the browser offers.
 *
 * @throws LangSegError `CONFIG_INVALID` for a count below 1.
 */
export function threadCount(asked: number | undefined, onWarning: (message: string) => void): number {
  if (asked !== undefined && (!Number.isInteger(asked) || asked < 1))
    throw new LangSegError('CONFIG_INVALID', `threads must be a whole number of at least 1, got ${asked}.`, {
      threads: asked,
    });
  const usable = usableThreads();
  if (asked === undefined || asked === 1 || usable > 1) return asked ?? usable;
  onWarning(
    `This page is not cross-origin isolated, so models run on one thread instead of ${asked}. Serve it with the ` +
      'headers "Cross-Origin-Opener-Policy: same-origin" and "Cross-Origin-Embedder-Policy: require-corp".',
  );
  return 1;
}
