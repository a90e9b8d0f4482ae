import type { Pose } from '../geometry/pose.js';

/** A point cloud with vectors: the voxels that photos have shown. N points, D numbers each. */
export interface PointMap {
  /** Side of a voxel in metres. */
  readonly voxelSize: number;
  /** `[N, 3]`: which voxel each point stands for; that which holds `p` is `floor(p / voxelSize)`. */
  readonly cells: Int32Array;
  /** `[N, 3]`: mean of what was seen in the voxel, in metres in the world of the poses. */
  readonly points: Float32Array;
  /** `[N, 3]`: mean colour, 0..255. */
  readonly colors: Uint8Array;
  /** `[N]`: what the vectors weigh together: the number of pixels, or less with `weighting: 'distance'`. */
  readonly weights: Float32Array;
  /** `[N, D]`: mean of the pixels' unit vectors; shorter where they disagree. */
  readonly vectors: Float32Array;
  /** Length D of a vector. */
  readonly dim: number;
  /** Positions of the frames that were used, in the scene's order. */
  readonly frames: readonly number[];
  /** Where the camera stood in the first of them. */
  readonly firstPose: Pose;
}
