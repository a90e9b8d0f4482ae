import type { RunOptions } from '@langseg/core';
import type { ProcessOptions } from '../process/protocol.js';

/** What happens while a worker works. */
export type WorkEvent =
  | { readonly type: 'claimed'; readonly job: string; readonly photos: number }
  | { readonly type: 'photo'; readonly outcome: 'made' | 'kept' | 'failed'; readonly seconds: number }
  | { readonly type: 'completed'; readonly job: string; readonly photos: number; readonly failed: number }
  /** The job belongs to someone else now, or was cancelled. */
  | { readonly type: 'lost'; readonly job: string }
  /** The job goes back to the queue; the worker waits before it takes another one. */
  | { readonly type: 'given-back'; readonly job: string; readonly reason: string }
  /** The database does not answer; the worker waits. */
  | { readonly type: 'waiting'; readonly reason: string }
  /** A process ended in the middle of a photo. */
  | { readonly type: 'process-lost' };

/** How a worker works. */
export interface WorkOptions extends RunOptions, Omit<ProcessOptions, 'settings'> {
  /** Photos that are segmented side by side, each in a process of its own. Default: 1. */
  readonly processes?: number;
  /** Seconds without a sign of life after which a job is given to another worker; at least 2. Default: 60. */
  readonly lease?: number;
  /** Seconds that a photo may take. Default: 600. */
  readonly photoTimeout?: number;
  /** Whether to go on looking for jobs when all photos of the batch are done. Default: false. */
  readonly stay?: boolean;
  /** Seconds between two looks at an empty queue. Default: 2. */
  readonly poll?: number;
  /** What the worker is called in `batchStatus`. Default: the machine's name and the process's number. */
  readonly name?: string;
  /** A module that calls `segmentPhotos`, in the place of this package's. */
  readonly program?: URL;
  readonly onEvent?: (event: WorkEvent) => void;
}
