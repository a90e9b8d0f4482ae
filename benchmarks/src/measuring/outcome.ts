import type { Table } from '../report/markdown-table.js';
import type { Timing } from './timing.js';

/** What came out of one benchmark; travels from its process to the one that reports. */
export interface Outcome {
  readonly id: string;
  readonly title: string;
  /** Set when nothing was measured. */
  readonly skipped?: string;
  readonly loadMs?: number;
  readonly timings: readonly Timing[];
  /** Resident memory in bytes after loading, before the first run. */
  readonly rssAfterLoad?: number;
  /** Largest resident memory in bytes of the process from its start to its end. */
  readonly peakRss?: number;
  readonly targetPeakRss?: number;
  /** Floating-point operations of one run, where their rate is the machine's. */
  readonly operations?: number;
  /** What was measured, where that is more than time and memory. */
  readonly table?: Table;
}

/** @returns the outcome of a benchmark that could not be run. */
export function skippedOutcome({ id, title }: { id: string; title: string }, reason: string): Outcome {
  return { id, title, skipped: reason, timings: [] };
}
