import { LangSegError } from '@langseg/core';
import { assertCameraFits, type Intrinsics } from '../geometry/intrinsics.js';
import type { Pose } from '../geometry/pose.js';
import { reach } from '../geometry/voxel-index.js';
import { readDepth, type DepthImage } from '../rgbd/read-depth.js';
import type { RgbdFrame, RgbdScene } from '../rgbd/rgbd-scene.js';
import type { FuseSettings } from './fuse-options.js';

/** What a frame's depth image shows. */
export interface FramePoints {
  readonly depth: DepthImage;
  readonly intrinsics: Intrinsics;
  readonly pose: Pose;
}

/** Called with a point in the world, its pixel in the depth image, and in the camera's coordinates. */
export type VisitPoint = (
  world: readonly [x: number, y: number, z: number],
  pixel: readonly [u: number, v: number],
  camera: readonly [x: number, y: number, z: number],
) => void;

/**
 * Reads a frame's pose and depth image.
 *
 * @throws LangSegError as `RgbdFrame.pose` and `readDepth`; `CONFIG_INVALID` without intrinsics, `SHAPE_MISMATCH` for those of another size.
 */
export async function readFrame(
  frame: RgbdFrame,
  scene: RgbdScene,
  settings: FuseSettings,
): Promise<FramePoints> {
  const intrinsics = settings.intrinsics ?? frame.intrinsics ?? scene.intrinsics;
  if (!intrinsics)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The scene ${scene.name} doesn't say what its camera is: set intrinsics (fx, fy, cx, cy of the depth images).`,
      { scene: scene.name },
    );
  const pose = await frame.pose();
  assertNear(pose, frame, settings);
  const depth = await readDepth(frame.depth, settings.depthScale ?? scene.depthScale);
  assertCameraFits(intrinsics, depth, `the depth image ${frame.depth}`);
  return { depth, intrinsics, pose };
}

/** A pose that is off by far is one of a lost camera, or in millimetres. */
function assertNear(pose: Pose, { name }: RgbdFrame, { voxelSize, maxDepth }: FuseSettings): void {
  const place = [pose[3], pose[7], pose[11]];
  if (Math.max(...place.map(Math.abs)) + 3 * maxDepth < reach * voxelSize) return;
  throw new LangSegError(
    'FILE_CORRUPT',
    `The camera of frame ${name} stands at ${place.map((value) => Number(value.toPrecision(4))).join(', ')} m, more than ${reach} voxels ` +
      `of ${voxelSize} m from the origin. Are poses in metres?`,
    { frame: name, place },
  );
}

/** Visits the points of a frame whose depth is in range. @returns how many. */
export function visitPoints(
  { depth: { width, height, data }, intrinsics, pose }: FramePoints,
  { minDepth, maxDepth, pixelStep }: Pick<FuseSettings, 'minDepth' | 'maxDepth' | 'pixelStep'>,
  visit: VisitPoint,
): number {
  const { fx, fy, cx, cy, skew = 0 } = intrinsics;
  let count = 0;
  for (let v = pixelStep >> 1; v < height; v += pixelStep)
    for (let u = pixelStep >> 1; u < width; u += pixelStep) {
      const z = data[v * width + u];
      if (!(z >= minDepth && z <= maxDepth)) continue;
      const down = (v - cy) / fy;
      const [x, y] = [((u - cx - skew * down) / fx) * z, down * z];
      count++;
      visit(
        [
          pose[0] * x + pose[1] * y + pose[2] * z + pose[3],
          pose[4] * x + pose[5] * y + pose[6] * z + pose[7],
          pose[8] * x + pose[9] * y + pose[10] * z + pose[11],
        ],
        [u, v],
        [x, y, z],
      );
    }
  return count;
}
