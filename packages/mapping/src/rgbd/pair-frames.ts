import { LangSegError } from '@langseg/core';
import { join } from 'node:path';
import type { Pose } from '../geometry/pose.js';
import type { RgbdFrame } from './rgbd-scene.js';

/** What {@link pairFrames} joins. */
export interface PairedFolders {
  /** For messages. */
  readonly path: string;
  readonly colors: ReadonlyMap<string, string>;
  readonly depths: ReadonlyMap<string, string>;
  /** Reads the pose of a frame. */
  readonly poseOf: (name: string, index: number) => Promise<Pose>;
}

/**
 * Frames of photos and depth images that have the same name; photos without depth are left out.
 *
 * @throws LangSegError `NOT_FOUND` where there is none.
 */
export function pairFrames({ path, colors, depths, poseOf }: PairedFolders): RgbdFrame[] {
  const frames = [...colors]
    .filter(([name]) => depths.has(name))
    .map(([name, color], index) => ({
      name,
      color,
      depth: depths.get(name)!,
      pose: () => poseOf(name, index),
    }));
  if (frames.length > 0) return frames;
  throw new LangSegError(
    'NOT_FOUND',
    `${path} has no photo with a depth image of the same name (${colors.size} photos, ${depths.size} depth images).`,
    { path, photos: colors.size, depthImages: depths.size },
  );
}

/** The first of some entries that a folder has, as a path. */
export function firstOf(
  path: string,
  entries: ReadonlySet<string>,
  names: readonly string[],
): string | undefined {
  const found = names.find((name) => entries.has(name));
  return found && join(path, found);
}
