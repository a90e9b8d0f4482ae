import { dirname, join, resolve, basename } from 'node:path';
import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { intrinsicsOf, type Intrinsics } from '../../geometry/intrinsics.js';
import { poseOf } from '../../geometry/pose.js';
import { depthEndings, listEntries, listFiles, photoEndings } from '../list-files.js';
import { firstOf, pairFrames } from '../pair-frames.js';
import { defineRgbdLayout } from '../rgbd-layout.js';
import { readNumbers } from '../read-numbers.js';

const colorFolders = ['color/', 'rgb/', 'images/', 'image/'];
const poseFolders = ['pose/', 'poses/'];
const cameraFolders = ['intrinsic/', 'intrinsics/'];
const cameraFiles = ['intrinsic_depth.txt', 'intrinsics_depth.txt', 'intrinsics.txt', 'intrinsic.txt'];

/**
 * ScanNet as its SensReader exports it, and as OpenScene prepares ScanNet, Matterport3D and Replica: `color/12.jpg`, `depth/12.png` in
 * millimetres, `pose/12.txt` from camera to world; one camera for all (`intrinsic/intrinsic_depth.txt`, or `intrinsics.txt` here or in
 * the folder above), or one a frame (`intrinsic/12.txt`).
 */
export const scannet = defineRgbdLayout({
  type: 'scannet',
  description: 'color/, depth/, pose/ with a file a frame, and intrinsics (ScanNet, OpenScene)',
  configSchema: z.strictObject({}),
  fits: (entries) =>
    entries.has('depth/') &&
    [colorFolders, poseFolders].every((names) => names.some((name) => entries.has(name))),
  async open(path) {
    const entries = await listEntries(path);
    const folder = (names: readonly string[]): string =>
      firstOf(path, entries, names) ?? join(path, names[0]);
    const poses = folder(poseFolders);
    const frames = pairFrames({
      path,
      colors: await listFiles(folder(colorFolders), photoEndings),
      depths: await listFiles(join(path, 'depth'), depthEndings),
      poseOf: async (name) => {
        const file = join(poses, `${name}.txt`);
        return poseOf(await readNumbers('read the pose', file), file);
      },
    });
    const own = firstOf(path, entries, cameraFolders);
    const cameras = own ? await listFiles(own, ['.txt']) : new Map<string, string>();
    const perFrame = new Map<string, Intrinsics>();
    for (const { name } of frames) {
      const file = cameras.get(name);
      if (file !== undefined) perFrame.set(name, await readCamera(file));
    }
    const colorFile = cameras.get('intrinsic_color');
    const intrinsics = await sharedCamera(path, entries, cameras);
    return {
      name: basename(resolve(path)),
      frames: frames.map((frame) => ({ ...frame, intrinsics: perFrame.get(frame.name) })),
      ...(intrinsics && { intrinsics }),
      ...(colorFile && { colorIntrinsics: await readCamera(colorFile) }),
    };
  },
});

async function sharedCamera(
  path: string,
  entries: ReadonlySet<string>,
  cameras: ReadonlyMap<string, string>,
): Promise<Intrinsics | undefined> {
  const inside =
    cameras.get('intrinsic_depth') ?? cameras.get('intrinsics') ?? firstOf(path, entries, cameraFiles);
  if (inside) return readCamera(inside);
  const above = join(dirname(resolve(path)), 'intrinsics.txt');
  try {
    return await readCamera(above);
  } catch (error) {
    if (LangSegError.is(error, 'NOT_FOUND')) return undefined;
    throw error;
  }
}

async function readCamera(file: string): Promise<Intrinsics> {
  return intrinsicsOf(await readNumbers('read the intrinsics', file), file);
}
