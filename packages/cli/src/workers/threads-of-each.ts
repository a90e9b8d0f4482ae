import { defaultThreadCount } from '@langseg/adapter-node';

/** Threads of one run in each of several workers: together as many as one worker takes alone, unless a number was asked for. */
export function threadsOfEach(workers: number, asked: number | undefined): number | undefined {
  if (workers === 1) return asked;
  return asked ?? Math.max(1, Math.floor(defaultThreadCount() / workers));
}
