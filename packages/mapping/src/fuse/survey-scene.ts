import { LangSegError, throwIfAborted } from '@langseg/core';
import { VoxelIndex } from '../geometry/voxel-index.js';
import type { RgbdFrame, RgbdScene } from '../rgbd/rgbd-scene.js';
import { readFrame, visitPoints, type FramePoints } from './frame-points.js';
import type { FuseSettings } from './fuse-options.js';

/** What the depth images of a scene show. */
export interface Survey {
  readonly index: VoxelIndex;
  /** The frames that can be used, with their positions in the scene. */
  readonly frames: readonly { readonly frame: RgbdFrame; readonly position: number }[];
}

/**
 * Looks at all depth images and no photo: counts voxels, so that what doesn't fit the memory is known before a model has run.
 *
 * @param most voxels that there is room for.
 * @throws LangSegError what the first frame failed by, where none can be used; `SHAPE_MISMATCH` where no depth is in range;
 * `USAGE` for more voxels than fit; `ABORTED`.
 */
export async function surveyScene(scene: RgbdScene, settings: FuseSettings, most: number): Promise<Survey> {
  const { voxelSize, frameStep, signal, onSkip, onFrame } = settings;
  const index = new VoxelIndex(voxelSize, most);
  const chosen = scene.frames
    .map((frame, position) => ({ frame, position }))
    .filter(({ position }) => position % frameStep === 0);
  const frames: Survey['frames'][number][] = [];
  const failures: LangSegError[] = [];
  const depths: number[] = [];
  for (const [done, one] of chosen.entries()) {
    throwIfAborted(signal);
    const points = await unlessSkipped(() => readFrame(one.frame, scene, settings));
    if (points instanceof LangSegError) {
      failures.push(points);
      onSkip?.({ frame: one.frame.name, code: points.code, message: points.message });
    } else {
      addVoxels(points, index, settings);
      if (frames.length < 8) depths.push(medianDepth(points));
      frames.push(one);
    }
    onFrame?.(done + 1, chosen.length, 'survey');
  }
  if (frames.length === 0 && failures.length > 0) throw failures[0];
  if (index.count === 0) throw noPoint(scene, depths, settings);
  return { index, frames };
}

/** Errors of a frame that others need not share. */
const ofOneFrame = [
  'NOT_FOUND',
  'IO_FAILED',
  'FILE_CORRUPT',
  'IMAGE_UNREADABLE',
  'IMAGE_TOO_LARGE',
  'FILE_UNSAFE',
];

async function unlessSkipped<T>(read: () => Promise<T>): Promise<T | LangSegError> {
  try {
    return await read();
  } catch (error) {
    if (LangSegError.is(error) && ofOneFrame.includes(error.code)) return error;
    throw error;
  }
}

function addVoxels(points: FramePoints, index: VoxelIndex, settings: FuseSettings): void {
  visitPoints(points, settings, ([x, y, z]) => {
    if (index.add(x, y, z) >= 0) return;
    const { voxelSize, maxMemory } = settings;
    throw new LangSegError(
      'USAGE',
      `The scene has more than ${index.count} voxels of ${voxelSize} m; they and their vectors don't fit into ` +
        `${(maxMemory / 2 ** 30).toFixed(1)} GB. Use larger voxels (${2 * voxelSize} m take about a quarter), a smaller maxDepth, or raise maxMemory.`,
      { voxels: index.count, voxelSize, maxMemory },
    );
  });
}

/** Of the pixels that have a depth; 0 where none has. */
function medianDepth({ depth: { data } }: FramePoints): number {
  const some = data.filter((value, i) => i % 7 === 0 && value > 0 && Number.isFinite(value)).sort();
  return some.length > 0 ? some[some.length >> 1] : 0;
}

function noPoint(
  { name }: RgbdScene,
  depths: readonly number[],
  { minDepth, maxDepth }: FuseSettings,
): LangSegError {
  const known = depths.filter((depth) => depth > 0).sort((a, b) => a - b);
  const median = known[known.length >> 1];
  const found =
    median === undefined
      ? 'they hold no depth at all'
      : `half of the pixels are nearer than ${Number(median.toPrecision(3))} m, so the unit may be another: set depthScale, the values that make a metre`;
  return new LangSegError(
    'SHAPE_MISMATCH',
    `No pixel of the depth images of ${name} lies between ${minDepth} and ${maxDepth} m; ${found}.`,
    { scene: name, median },
  );
}
