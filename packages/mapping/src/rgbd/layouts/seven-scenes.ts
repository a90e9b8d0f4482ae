import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { intrinsicsOf } from '../../geometry/intrinsics.js';
import { poseOf } from '../../geometry/pose.js';
import { depthEndings, listEntries, listFiles, photoEndings } from '../list-files.js';
import { firstOf, pairFrames } from '../pair-frames.js';
import { defineRgbdLayout } from '../rgbd-layout.js';
import { readNumbers } from '../read-numbers.js';

/**
 * 7-Scenes and what is recorded like it: `frame-000012.color.png`, `frame-000012.depth.png` in millimetres (65535 where it is not known)
 * and `frame-000012.pose.txt`, all in one folder.
 */
export const sevenScenes = defineRgbdLayout({
  type: '7-scenes',
  description: 'frame-*.color.png, .depth.png and .pose.txt in one folder (7-Scenes)',
  configSchema: z.strictObject({}),
  fits: (entries) => [...entries].some((name) => /^frame-\d+\.pose\.txt$/.test(name)),
  async open(path) {
    const camera = firstOf(path, await listEntries(path), ['intrinsics.txt']);
    return {
      name: basename(resolve(path)),
      frames: pairFrames({
        path,
        colors: ending(await listFiles(path, photoEndings), '.color'),
        depths: ending(await listFiles(path, depthEndings), '.depth'),
        poseOf: async (name) => {
          const file = join(path, `${name}.pose.txt`);
          return poseOf(await readNumbers('read the pose', file), file);
        },
      }),
      intrinsics: camera
        ? intrinsicsOf(await readNumbers('read the intrinsics', camera), camera)
        : { fx: 585, fy: 585, cx: 320, cy: 240 },
    };
  },
});

/** Files whose name ends so, by what stands before. */
function ending(files: ReadonlyMap<string, string>, end: string): Map<string, string> {
  const fitting = [...files].filter(([name]) => name.endsWith(end));
  return new Map(fitting.map(([name, file]) => [name.slice(0, -end.length), file]));
}
