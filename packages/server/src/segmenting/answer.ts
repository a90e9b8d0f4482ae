import type { RefusalHeaders } from '../errors/refusal.js';

/** What is sent back to a client: a result or an error. Plain data, to be sent between processes. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
  /** Milliseconds by step. */
  readonly timings: Timings;
  readonly headers?: RefusalHeaders;
  /** The stack of an error that nobody expected, for the log. */
  readonly failure?: string;
}

/** Steps of a photo's way: the first in the server, the others in the process that segments. */
export const steps = ['parse', 'decode', 'encode', 'label', 'write'] as const;

/** Milliseconds by step; steps that were not reached are left out. */
export type Timings = Readonly<Partial<Record<(typeof steps)[number], number>>>;
