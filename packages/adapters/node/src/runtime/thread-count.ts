import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/** Beyond this many threads, synchronisation costs more than a single image's matrix products gain. */
const maximum = 16;

/**
 * Threads for one run: the physical cores this process may use, since two hyper-threads of a core share the one
 * multiplier that matrix products keep busy. At least 1, at most 16.
 */
export function defaultThreadCount(): number {
  const cores = Math.ceil(availableParallelism() / (isHyperThreaded() ? 2 : 1));
  return Math.max(1, Math.min(cores, maximum));
}

/** Known on Linux only; elsewhere every logical processor counts as a core. */
function isHyperThreaded(): boolean {
  try {
    return readFileSync('/sys/devices/system/cpu/smt/active', 'utf8').trim() === '1';
  } catch {
    return false;
  }
}
