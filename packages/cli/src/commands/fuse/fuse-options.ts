import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of `langseg fuse`, as commander gives them. */
export interface FuseCommandOptions extends Pick<
  SegmentOptions,
  | 'plugin'
  | 'config'
  | 'labels'
  | 'labelsFile'
  | 'model'
  | 'dtype'
  | 'device'
  | 'threads'
  | 'out'
  | 'set'
  | 'longestSide'
  | 'maxPixels'
  | 'colors'
  | 'json'
  | 'view'
  | 'window'
  | 'stride'
  | 'shortSide'
  | 'scales'
  | 'flip'
  | 'fuse'
  | 'other'
  | 'minScore'
  | 'minMargin'
  | 'multiLabel'
  | 'scoring'
  | 'depth'
> {
  /** Types of formats. */
  readonly format?: readonly string[];
  readonly layout?: string;
  readonly voxelSize?: number;
  readonly intrinsics?: readonly number[];
  readonly depthScale?: number;
  readonly minDepth?: number;
  readonly maxDepth?: number;
  readonly pixelStep?: number;
  readonly frameStep?: number;
  readonly weighting?: 'equal' | 'distance';
  readonly maxMemory?: number;
}
