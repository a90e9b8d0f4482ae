import { LangSegError, throwIfAborted, type EncodedImage, type EncodeImageOptions } from '@langseg/core';
import type { RgbdFrame, RgbdScene } from '../rgbd/rgbd-scene.js';
import { framePixels } from './frame-pixels.js';
import { readFrame, visitPoints } from './frame-points.js';
import type { FuseOptions, FuseSettings } from './fuse-options.js';
import type { PointMap } from './point-map.js';
import { surveyScene, type Survey } from './survey-scene.js';
import { bytesPerVoxel, VoxelSums } from './voxel-sums.js';

/** A photo with its vectors, until it is disposed. */
export type EncodedFrame = Pick<EncodedImage, 'photo' | 'embeddings' | 'dispose'>;

/** What turns photos into vectors: a segmenter of `langseg`. */
export interface FrameEncoder {
  encode(photo: string, options?: EncodeImageOptions): Promise<EncodedFrame>;
}

/** More voxels are refused, whatever the memory. */
const mostVoxels = 2 ** 24;

/** Sigma² of the weight of a distance, after ConceptFusion (section 4.1) and VLMaps' `vlmap_builder.py`. */
const sigmaSquared = 0.6;
/** No weight is less, so that what is far away keeps its direction in float32. */
const leastWeight = 1e-12;

/**
 * Fuses photos with depth and poses to a point cloud whose points have vectors: those of all pixels that fall into a voxel, averaged.
 *
 * Depth images are read twice, first without the photos: what doesn't fit the memory, or can't be in metres, is known before the
 * model runs. One photo is held at a time.
 *
 * @throws LangSegError `USAGE` for options that make no sense and more voxels than fit `maxMemory`; `CONFIG_INVALID` for a scene without
 * intrinsics; `SHAPE_MISMATCH` for cameras and sizes that don't go together, and where no depth is in range; what the first frame failed
 * by, where all fail; `ABORTED`.
 */
export async function fuseScene(
  scene: RgbdScene,
  encoder: FrameEncoder,
  options: FuseOptions = {},
): Promise<PointMap> {
  const settings = settingsOf(options);
  const survey = await surveyScene(
    scene,
    settings,
    Math.min(mostVoxels, Math.floor(settings.maxMemory / bytesPerVoxel(0))),
  );
  const { index, frames } = survey;
  let sums: VoxelSums | undefined;
  const used: number[] = [];
  let firstPose: PointMap['firstPose'] | undefined;
  for (const [done, { frame, position }] of frames.entries()) {
    throwIfAborted(settings.signal);
    const image = await encodeFrame(frame, encoder, settings);
    if (image) {
      try {
        const grid = image.embeddings();
        const dim = grid.vectors.length / (grid.rows * grid.columns);
        sums ??= allocate(survey, dim, settings);
        const points = await readFrame(frame, scene, settings);
        const pixels = framePixels(image.photo, points.depth, grid, scene);
        const rgb = image.photo.data;
        const target = sums;
        visitPoints(points, settings, (world, pixel, camera) => {
          if (!pixels.find(pixel, camera)) return;
          const weight = settings.weighting === 'equal' ? 1 : weightOf(camera);
          target.add(
            index.add(...world),
            weight,
            world,
            [rgb, 3 * pixels.pixel],
            [grid.vectors, pixels.cell * dim],
          );
        });
        firstPose ??= points.pose;
        used.push(position);
      } finally {
        image.dispose();
      }
    }
    settings.onFrame?.(done + 1, frames.length, 'fuse');
  }
  if (!sums || !firstPose)
    throw new LangSegError('IMAGE_UNREADABLE', `No photo of ${scene.name} can be read.`, {
      scene: scene.name,
    });
  return { voxelSize: settings.voxelSize, ...sums.means(index), frames: used, firstPose };
}

function settingsOf(options: FuseOptions): FuseSettings {
  const settings = {
    ...{ voxelSize: 0.05, minDepth: 0.1, maxDepth: 10, pixelStep: 2, frameStep: 1 },
    ...{ weighting: 'equal' as const, maxMemory: 2 ** 31 },
    ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)),
  };
  const { voxelSize, minDepth, maxDepth, pixelStep, frameStep, depthScale, maxMemory } =
    settings as FuseSettings;
  const wrong = [
    !(voxelSize > 0 && voxelSize < Infinity) && `a voxelSize above 0 m, got ${voxelSize}`,
    !(minDepth >= 0 && minDepth < maxDepth) && `a minDepth below maxDepth, got ${minDepth} and ${maxDepth}`,
    !(Number.isSafeInteger(pixelStep) && pixelStep > 0) && `a whole pixelStep from 1, got ${pixelStep}`,
    !(Number.isSafeInteger(frameStep) && frameStep > 0) && `a whole frameStep from 1, got ${frameStep}`,
    depthScale !== undefined &&
      !(depthScale > 0 && depthScale < Infinity) &&
      `a depthScale above 0, got ${depthScale}`,
    !(maxMemory > 0) && `a maxMemory above 0 bytes, got ${maxMemory}`,
  ].filter((problem) => problem !== false);
  if (wrong.length > 0) throw new LangSegError('USAGE', `Expected ${wrong.join('; ')}.`);
  return settings;
}

/** Undefined for a photo that can't be read, which is reported. */
async function encodeFrame(
  { name, color }: RgbdFrame,
  encoder: FrameEncoder,
  { view, longestSide, signal, onSkip }: FuseSettings,
): Promise<EncodedFrame | undefined> {
  try {
    return await encoder.encode(color, { view, longestSide, signal });
  } catch (error) {
    if (
      !LangSegError.is(error) ||
      !['NOT_FOUND', 'IO_FAILED', 'IMAGE_UNREADABLE', 'IMAGE_TOO_LARGE'].includes(error.code)
    )
      throw error;
    onSkip?.({ frame: name, code: error.code, message: error.message });
    return undefined;
  }
}

function allocate({ index }: Survey, dim: number, { maxMemory, voxelSize }: FuseSettings): VoxelSums {
  const needed = index.count * bytesPerVoxel(dim);
  if (needed <= maxMemory) return new VoxelSums(index.count, dim);
  const factor = Math.sqrt(needed / maxMemory);
  throw new LangSegError(
    'USAGE',
    `The scene has ${index.count} voxels of ${voxelSize} m, whose vectors of ${dim} numbers take ${gigabytes(needed)}; the limit is ` +
      `${gigabytes(maxMemory)}. Voxels of about ${Number((voxelSize * factor * 1.1).toPrecision(2))} m would fit; or set a smaller maxDepth, or raise maxMemory.`,
    { voxels: index.count, dim, needed, maxMemory },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GB`;
}

function weightOf([x, y, z]: readonly [number, number, number]): number {
  return Math.max(leastWeight, Math.exp(-(x * x + y * y + z * z) / (2 * sigmaSquared)));
}
