import type { Device } from '@langseg/adapter-node';
import type { ErrorCode } from '@langseg/core';
import type { Answer } from '../segmenting/answer.js';
import type { FormatFacts } from '../requests/segment-request.js';
import type { PhotoRequest } from '../requests/read-request.js';
import type { SegmentLimits } from '../limits/segment-limits.js';

/** With what a worker process is started. Plain data. */
export interface WorkerOptions {
  /** As `createSegmenter` takes it. */
  readonly model: string;
  /** Addresses of plugins, as `loadPlugin` takes them. */
  readonly plugins: readonly string[];
  readonly device?: Device;
  readonly threads?: number;
  readonly limits: SegmentLimits;
}

/** What the server tells a worker process. */
export type ToWorker =
  | { readonly type: 'open'; readonly options: WorkerOptions }
  /** There is one request at a time. */
  | { readonly type: 'request'; readonly request: PhotoRequest }
  /** Nobody waits for the answer any more; it is sent all the same, once nothing of its work goes on. */
  | { readonly type: 'abort' }
  | { readonly type: 'close' };

/** What a worker process tells the server. */
export type FromWorker =
  | { readonly type: 'ready'; readonly formats: readonly FormatFacts[] }
  | { readonly type: 'failed'; readonly code?: ErrorCode; readonly message: string }
  | { readonly type: 'answer'; readonly answer: Answer };
