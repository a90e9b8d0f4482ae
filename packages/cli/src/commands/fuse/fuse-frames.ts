import type { FrameEncoder, PointMap, RgbdScene, SkippedFrame } from '@langseg/mapping';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';
import { viewOf } from '../view-options.js';
import type { FuseCommandOptions } from './fuse-options.js';

/** What {@link fuseFrames} works with. */
export interface FuseFramesContext {
  readonly mapping: typeof import('@langseg/mapping');
  readonly segmenter: FrameEncoder;
  /** Gets the frames that are left out. */
  readonly skipped: SkippedFrame[];
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** More are in the report. */
const shownSkipped = 10;

/** Fuses the frames of a scene, with a progress bar and a warning for each that is left out. Errors as `fuseScene`. */
export async function fuseFrames(
  scene: RgbdScene,
  options: FuseCommandOptions,
  { mapping, segmenter, skipped, terminal, signal }: FuseFramesContext,
): Promise<PointMap> {
  const { voxelSize, intrinsics, depthScale, minDepth, maxDepth, pixelStep, frameStep } = options;
  const { weighting, maxMemory, longestSide } = options;
  const progress = await terminal.progress({ doing: 'Fusing' });
  try {
    return await mapping.fuseScene(scene, segmenter, {
      ...{
        voxelSize,
        depthScale,
        minDepth,
        maxDepth,
        pixelStep,
        frameStep,
        weighting,
        maxMemory,
        longestSide,
        signal,
      },
      view: viewOf(options),
      ...(intrinsics && { intrinsics: mapping.intrinsicsOf(intrinsics, '--intrinsics') }),
      onSkip(frame) {
        skipped.push(frame);
        progress.stop();
        if (skipped.length <= shownSkipped)
          terminal.warn(printable(`Frame ${frame.frame} is left out: ${frame.message}`, 500));
        else if (skipped.length === shownSkipped + 1)
          terminal.warn('More frames are left out; --json lists them all.');
      },
      onFrame: (done, of, doing) => progress.update(done, of, doing === 'survey' ? 'depth images' : 'photos'),
    });
  } finally {
    progress.stop();
  }
}
