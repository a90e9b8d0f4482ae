import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { intrinsicsOf } from '../../geometry/intrinsics.js';
import { listEntries, listFiles } from '../list-files.js';
import { firstOf, pairFrames } from '../pair-frames.js';
import { defineRgbdLayout } from '../rgbd-layout.js';
import { readNumberLines, readNumbers } from '../read-numbers.js';
import { poseInLine } from './vlmaps.js';

/**
 * Replica as NICE-SLAM renders it: `results/frame000012.jpg`, `results/depth000012.png` (6553.5 a metre), and `traj.txt` with 16 numbers
 * a frame. Its camera, for photos of 1200 × 680, is known.
 */
export const replica = defineRgbdLayout({
  type: 'replica',
  description: 'results/ with frame*.jpg and depth*.png, and traj.txt (Replica of NICE-SLAM)',
  configSchema: z.strictObject({}),
  fits: (entries) => entries.has('results/') && entries.has('traj.txt'),
  async open(path) {
    const folder = join(path, 'results');
    const file = join(path, 'traj.txt');
    const lines = await readNumberLines('read the poses', file);
    const camera = firstOf(path, await listEntries(path), ['intrinsics.txt']);
    return {
      name: basename(resolve(path)),
      frames: pairFrames({
        path,
        colors: named(await listFiles(folder, ['.jpg', '.png']), 'frame'),
        depths: named(await listFiles(folder, ['.png']), 'depth'),
        poseOf: async (name) => Promise.resolve(poseInLine(lines, Number(name), file)),
      }),
      depthScale: 6553.5,
      intrinsics: camera
        ? intrinsicsOf(await readNumbers('read the intrinsics', camera), camera)
        : { fx: 600, fy: 600, cx: 599.5, cy: 339.5 },
    };
  },
});

/** Files whose name begins so, by what follows. */
function named(files: ReadonlyMap<string, string>, start: string): Map<string, string> {
  const fitting = [...files].filter(
    ([name]) => name.startsWith(start) && /^\d+$/.test(name.slice(start.length)),
  );
  return new Map(fitting.map(([name, file]) => [name.slice(start.length), file]));
}
