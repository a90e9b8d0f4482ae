import type { FuseCommandOptions } from '../fuse/fuse-options.js';
import type { SegmentOptions } from '../segment/segment-options.js';

/** Options of `langseg geo`, as commander gives them. */
export interface GeoCommandOptions
  extends
    Omit<
      FuseCommandOptions,
      | 'layout'
      | 'voxelSize'
      | 'intrinsics'
      | 'depthScale'
      | 'minDepth'
      | 'maxDepth'
      | 'pixelStep'
      | 'frameStep'
      | 'weighting'
      | 'maxMemory'
    >,
    Pick<SegmentOptions, 'bands' | 'range' | 'refine'> {}
