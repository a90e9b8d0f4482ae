import { basename, join, resolve } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { intrinsicsOf } from '../../geometry/intrinsics.js';
import { poseOf } from '../../geometry/pose.js';
import { listEntries } from '../list-files.js';
import { firstOf } from '../pair-frames.js';
import { defineRgbdLayout } from '../rgbd-layout.js';
import { readNumbers, readWordLines } from '../read-numbers.js';

/**
 * The TUM RGB-D benchmark: `rgb.txt` and `depth.txt` list files by time, `groundtruth.txt` poses (`time x y z qx qy qz qw`); what is
 * nearest in time belongs together, as in its `associate.py`. Depth values are 5000 a metre.
 */
export const tum = defineRgbdLayout({
  type: 'tum',
  description: 'rgb.txt, depth.txt, groundtruth.txt by time (TUM RGB-D)',
  configSchema: z.strictObject({
    /** Seconds between what still belongs together. */
    maxDifference: z.number().positive().default(0.02),
  }),
  fits: (entries) => ['rgb.txt', 'depth.txt', 'groundtruth.txt'].every((name) => entries.has(name)),
  async open(path, { maxDifference }) {
    const list = async (name: string): Promise<Timed[]> => {
      const lines = await readWordLines('read the list', join(path, name));
      const timed = lines.map(([time, ...rest]) => ({ time: Number(time), rest }));
      return timed.filter(({ time }) => Number.isFinite(time)).sort((a, b) => a.time - b.time);
    };
    const [colors, depths, poses] = [
      await list('rgb.txt'),
      await list('depth.txt'),
      await list('groundtruth.txt'),
    ];
    const frames = colors.flatMap(({ time, rest: [file] }) => {
      const depth = nearest(depths, time, maxDifference);
      if (!depth || file === undefined || depth.rest[0] === undefined) return [];
      const pose = async () => {
        const found = nearest(poses, depth.time, maxDifference);
        const what = `${join(path, 'groundtruth.txt')} at ${depth.time} s`;
        if (found) return Promise.resolve(poseOf(found.rest.map(Number), what));
        throw new LangSegError('NOT_FOUND', `${what}: no pose within ${maxDifference} s.`, {
          time: depth.time,
        });
      };
      return [{ name: String(time), color: inside(path, file), depth: inside(path, depth.rest[0]), pose }];
    });
    if (frames.length === 0)
      throw new LangSegError('NOT_FOUND', `${path}: no photo has a depth image within ${maxDifference} s.`, {
        path,
      });
    const camera = firstOf(path, await listEntries(path), ['intrinsics.txt']);
    return {
      name: basename(resolve(path)),
      frames,
      depthScale: 5000,
      intrinsics: camera
        ? intrinsicsOf(await readNumbers('read the intrinsics', camera), camera)
        : { fx: 525, fy: 525, cx: 319.5, cy: 239.5 },
    };
  },
});

interface Timed {
  readonly time: number;
  readonly rest: readonly string[];
}

/** The nearest of a sorted list, unless it is too far away. */
function nearest(list: readonly Timed[], time: number, most: number): Timed | undefined {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].time < time) low = middle + 1;
    else high = middle;
  }
  const near = [list.at(low), low > 0 ? list[low - 1] : undefined].filter((one) => one !== undefined);
  const distance = (one: Timed): number => Math.abs(one.time - time);
  const [best] = near.sort((a, b) => distance(a) - distance(b));
  return best && distance(best) <= most ? best : undefined;
}

/** A path that a list names; lists of strangers lead nowhere else. */
function inside(path: string, file: string): string {
  const full = resolve(path, file);
  if (full.startsWith(join(resolve(path), '/'))) return full;
  throw new LangSegError(
    'FILE_UNSAFE',
    `${path}: the list names ${JSON.stringify(file.slice(0, 200))}, outside the folder.`,
    {
      path,
    },
  );
}
