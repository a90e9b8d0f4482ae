import type { SetupOptions } from '../../setup/setup-options.js';
import type { ViewChoice } from '../view-options.js';
import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of `langseg eval` as the parser gives them. */
export interface EvalOptions
  extends
    SetupOptions,
    ViewChoice,
    Pick<
      SegmentOptions,
      'scoring' | 'depth' | 'refine' | 'labels' | 'labelsFile' | 'model' | 'device' | 'threads' | 'json'
    > {
  readonly layout?: string;
  readonly split?: string;
  readonly set: readonly string[];
  readonly longestSide?: number;
  readonly protocol?: string;
  readonly spelling?: 'faithful' | 'cleaned';
  readonly fold?: number;
  readonly convention?: 'standard' | 'official';
  readonly moreThanPixels: number;
  readonly out?: string;
  readonly report?: string;
  readonly against?: string;
  readonly shard?: string;
  /** Threads that each work on a photo. Default 1. */
  readonly workers?: number;
}

/** Options of `langseg eval merge`. */
export interface MergeOptions {
  readonly report?: string;
  readonly against?: string;
  readonly out?: string;
  readonly json?: boolean;
}
