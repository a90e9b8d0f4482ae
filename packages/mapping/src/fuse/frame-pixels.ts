import { LangSegError, type EmbeddingGrid, type RgbImage } from '@langseg/core';
import { assertCameraFits } from '../geometry/intrinsics.js';
import type { RgbdScene } from '../rgbd/rgbd-scene.js';
import type { DepthImage } from '../rgbd/read-depth.js';

/** Finds what the photo of a frame shows where a point of its depth image lies. */
export interface FramePixels {
  /** Position of the photo's pixel (row-major) in `pixel`, and of its vector in `cell`; false outside the photo. */
  find(pixel: readonly [number, number], camera: readonly [number, number, number]): boolean;
  pixel: number;
  cell: number;
}

/** How far the proportions of photo and depth image may differ when both show the same. */
const tolerance = 0.02;

/**
 * Relates the pixels of a depth image to those of its photo: by the camera of the photo where the scene has one, else by the place in the
 * picture, at any two sizes of the same proportions.
 *
 * @throws LangSegError `SHAPE_MISMATCH` for other proportions, and a camera that the photo can't be of.
 */
export function framePixels(
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  depth: Pick<DepthImage, 'width' | 'height'>,
  { rows, columns }: Pick<EmbeddingGrid, 'rows' | 'columns'>,
  { colorIntrinsics, name }: Pick<RgbdScene, 'colorIntrinsics' | 'name'>,
): FramePixels {
  if (colorIntrinsics) assertCameraFits(colorIntrinsics, { width, height }, `a photo of ${name}`);
  else if (Math.abs((width * depth.height) / (height * depth.width) - 1) > tolerance)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `A photo of ${name} has ${width} × ${height} pixels and its depth image ${depth.width} × ${depth.height}: they can't show the ` +
        'same. Use depth images that were registered to the photos, or give the camera of the photos (colorIntrinsics).',
      { photo: [width, height], depth: [depth.width, depth.height] },
    );
  return {
    pixel: 0,
    cell: 0,
    find([u, v], [x, y, z]) {
      let [across, down] = [(u + 0.5) / depth.width, (v + 0.5) / depth.height];
      if (colorIntrinsics) {
        const { fx, fy, cx, cy, skew = 0 } = colorIntrinsics;
        across = ((fx * x + skew * y) / z + cx + 0.5) / width;
        down = ((fy * y) / z + cy + 0.5) / height;
      }
      if (!(across >= 0 && down >= 0 && across < 1 && down < 1)) return false;
      this.pixel = Math.floor(down * height) * width + Math.floor(across * width);
      this.cell = Math.floor(down * rows) * columns + Math.floor(across * columns);
      return true;
    },
  };
}
