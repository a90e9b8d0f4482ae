export type { Intrinsics } from './geometry/intrinsics.js';
export { intrinsicsOf } from './geometry/intrinsics.js';
export { poseOf, type Pose } from './geometry/pose.js';

export { openRgbd } from './rgbd/open-rgbd.js';
export { defineRgbdLayout, rgbdLayoutSlot, type RgbdLayoutComponent } from './rgbd/rgbd-layout.js';
export { rgbdLayouts } from './rgbd/layouts/rgbd-layouts.js';
export type { RgbdFrame, RgbdScene } from './rgbd/rgbd-scene.js';
export { readDepth, type DepthImage } from './rgbd/read-depth.js';

export { fuseScene, type EncodedFrame, type FrameEncoder } from './fuse/fuse-scene.js';
export type { FuseOptions, SkippedFrame } from './fuse/fuse-options.js';
export type { PointMap } from './fuse/point-map.js';

export {
  defineMapFormat,
  mapFormatSlot,
  type MapContent,
  type MapFormatComponent,
  type MapFormatContext,
  type PointLabels,
} from './formats/map-format.js';
export { mapFormats } from './formats/map-formats.js';
export { readPointMap } from './formats/read-point-map.js';
export { saveMap } from './formats/save-map.js';
