import { basename, join, resolve } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { intrinsicsOf } from '../../geometry/intrinsics.js';
import { composePoses, poseOf, type Pose } from '../../geometry/pose.js';
import { depthEndings, listEntries, listFiles, photoEndings } from '../list-files.js';
import { firstOf, pairFrames } from '../pair-frames.js';
import { defineRgbdLayout } from '../rgbd-layout.js';
import { readNumberLines, readNumbers } from '../read-numbers.js';

/**
 * VLMaps' data sets: `rgb/000000.png`, `depth/000000.npy` in metres, and `poses.txt` with a line a frame: a position and a quaternion, or
 * 16 numbers. Its camera stands in its config, so give `intrinsics`, or put them into `intrinsics.txt`.
 */
export const vlmaps = defineRgbdLayout({
  type: 'vlmaps',
  description: 'rgb/, depth/ and poses.txt with a line a frame (VLMaps)',
  configSchema: z.strictObject({
    /** Whose poses they are: the camera's, or those of a robot's base as Habitat writes them (x right, y up, z backwards). */
    poses: z.enum(['camera', 'base']).default('camera'),
    /** Metres from the base up to the camera. */
    cameraHeight: z.number().default(1.5),
  }),
  fits: (entries) => ['rgb/', 'depth/', 'poses.txt'].every((name) => entries.has(name)),
  async open(path, { poses, cameraHeight }) {
    const file = join(path, 'poses.txt');
    const lines = await readNumberLines('read the poses', file);
    const camera = firstOf(path, await listEntries(path), ['intrinsics.txt']);
    const toBase = poses === 'base' ? cameraOnBase(cameraHeight) : undefined;
    return {
      name: basename(resolve(path)),
      frames: pairFrames({
        path,
        colors: await listFiles(join(path, 'rgb'), photoEndings),
        depths: await listFiles(join(path, 'depth'), depthEndings),
        // A promise, so that a frame without a pose is one that fails.
        poseOf: async (_, index) => {
          const pose = poseInLine(lines, index, file);
          return Promise.resolve(toBase ? composePoses(pose, toBase) : pose);
        },
      }),
      ...(camera && { intrinsics: intrinsicsOf(await readNumbers('read the intrinsics', camera), camera) }),
    };
  },
});

/** The pose of a list. @throws LangSegError `NOT_FOUND` behind its end; as `poseOf`. */
export function poseInLine(lines: readonly (readonly number[])[], index: number, file: string): Pose {
  const line = lines.at(index);
  if (line) return poseOf(line, `${file}, pose ${index + 1}`);
  throw new LangSegError('NOT_FOUND', `${file} has ${lines.length} poses, none for photo ${index + 1}.`, {
    path: file,
    poses: lines.length,
  });
}

/** From the camera (y down, z forward) to the base below it (y up, z backwards). */
function cameraOnBase(height: number): Pose {
  return Float64Array.of(1, 0, 0, 0, 0, -1, 0, height, 0, 0, -1, 0, 0, 0, 0, 1);
}
