import type { Device } from '@langseg/adapter-node';
import type { SetupOptions } from '../../setup/setup-options.js';
import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of every command of `langseg batch`, as commander gives them. */
export interface BatchOptions {
  /** An address or a folder. Default: `LANGSEG_DATABASE`. */
  readonly database?: string;
  /** Name of the batch. */
  readonly batch: string;
  readonly json?: boolean;
}

/** Of `langseg batch submit`: what `segment` takes for all photos. */
export interface SubmitCommandOptions
  extends
    BatchOptions,
    Omit<
      SegmentOptions,
      'json' | 'at' | 'device' | 'threads' | 'overwrite' | 'resume' | 'shard' | 'failFast'
    > {
  readonly photosFile?: string;
  readonly jobSize: number;
}

/** Of `langseg batch work`. */
export interface WorkCommandOptions extends BatchOptions, SetupOptions {
  readonly processes: number;
  readonly threads?: number;
  readonly device?: Device;
  /** Seconds. */
  readonly lease: number;
  /** Seconds. */
  readonly photoTimeout: number;
  readonly stay?: boolean;
  readonly metricsPort?: number;
  readonly metricsHost: string;
}

/** Of `langseg batch status`. */
export type StatusOptions = BatchOptions;
