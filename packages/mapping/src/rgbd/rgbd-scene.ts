import type { Intrinsics } from '../geometry/intrinsics.js';
import type { Pose } from '../geometry/pose.js';

/** A photo with a depth image that was taken beside it. */
export interface RgbdFrame {
  /** For people, and in order: `000012`. */
  readonly name: string;
  /** Paths of the files. */
  readonly color: string;
  readonly depth: string;
  /** Of the depth camera, where each frame has its own. */
  readonly intrinsics?: Intrinsics;
  /**
   * Reads where the camera stood.
   *
   * @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT` for a missing, damaged or lost pose.
   */
  readonly pose: () => Promise<Pose>;
}

/** What a folder of photos with depth holds. */
export interface RgbdScene {
  readonly name: string;
  readonly frames: readonly RgbdFrame[];
  /** Of the depth camera, unless frames have their own; to be given where the folder doesn't say. */
  readonly intrinsics?: Intrinsics;
  /** Of the colour camera, where it differs. Default: photo and depth image show the same, in any size. */
  readonly colorIntrinsics?: Intrinsics;
  /** Depth values that make a metre. Default: 1000 for whole numbers, 1 for floats. */
  readonly depthScale?: number;
}
