import type { EncodeImageOptions, RunOptions } from '@langseg/core';
import type { Intrinsics } from '../geometry/intrinsics.js';

/** A frame that was left out. */
export interface SkippedFrame {
  readonly frame: string;
  readonly code: string;
  readonly message: string;
}

/** Options of {@link fuseScene}. */
export interface FuseOptions extends RunOptions, Pick<EncodeImageOptions, 'view' | 'longestSide'> {
  /** Side of a voxel in metres. Default 0.05. */
  readonly voxelSize?: number;
  /** Of the depth camera. Default: what the scene says. */
  readonly intrinsics?: Intrinsics;
  /** Depth values that make a metre. Default: what the scene says, else 1000 for whole numbers and 1 for floats. */
  readonly depthScale?: number;
  /** Depths in metres between which pixels are used. Default 0.1 and 10. */
  readonly minDepth?: number;
  readonly maxDepth?: number;
  /** Uses every n-th pixel of a depth image along each axis. Default 2. */
  readonly pixelStep?: number;
  /** Uses every n-th frame. Default 1. */
  readonly frameStep?: number;
  /**
   * What a pixel counts: `equal`, or less the farther away it is (`distance`: exp(−d²/1.2), as ConceptFusion and VLMaps weigh).
   * Default `equal`.
   */
  readonly weighting?: 'equal' | 'distance';
  /** Bytes that the points may take. Default 2 GB. */
  readonly maxMemory?: number;
  /** Called for each frame that is left out: one without a pose, or that can't be read. */
  readonly onSkip?: (skipped: SkippedFrame) => void;
  /** Called when a frame is done: first all of the depth images, then all of the photos. */
  readonly onFrame?: (done: number, of: number, doing: 'survey' | 'fuse') => void;
}

/** {@link FuseOptions} with defaults. */
export type FuseSettings = Required<
  Pick<
    FuseOptions,
    'voxelSize' | 'minDepth' | 'maxDepth' | 'pixelStep' | 'frameStep' | 'weighting' | 'maxMemory'
  >
> &
  FuseOptions;
