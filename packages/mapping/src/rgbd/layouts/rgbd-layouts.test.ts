import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  camera,
  colorEncoder,
  depthNpy,
  depthPng,
  makeFolder,
  photoAt,
  poseAt,
  scannetFiles,
  size,
  wall,
} from '../../__fixtures__/make-scene.js';
import { fuseScene } from '../../fuse/fuse-scene.js';
import { openRgbd } from '../open-rgbd.js';

type Files = Record<string, string | Uint8Array>;

const fuse = async (folder: string, config?: { type: string; [option: string]: unknown }) =>
  fuseScene(await openRgbd(folder, config), colorEncoder(), {
    voxelSize: 0.1,
    pixelStep: 1,
    intrinsics: camera,
  });

const photos = async (names: readonly [string, string]): Promise<Files> => ({
  [names[0]]: await photoAt(0),
  [names[1]]: await photoAt(0.5),
});
const depths = async (names: readonly [string, string], scale: number): Promise<Files> => {
  const depth = await depthPng(scale * wall);
  return { [names[0]]: depth, [names[1]]: depth };
};
const npy = depthNpy(new Float32Array(size.width * size.height).fill(wall), [size.height, size.width]);

/** The same two frames in each layout. */
const layouts: Record<string, () => Promise<Files>> = {
  vlmaps: async () => ({
    ...(await photos(['rgb/000000.png', 'rgb/000001.png'])),
    'depth/000000.npy': npy,
    'depth/000001.npy': npy,
    'poses.txt': '0 0 0 0 0 0 1\n0.5 0 0 0 0 0 2\n',
  }),
  tum: async () => ({
    ...(await photos(['rgb/1.1.png', 'rgb/1.2.png'])),
    ...(await depths(['depth/1.101.png', 'depth/1.205.png'], 5000)),
    'rgb.txt': '# color images\n1.2 rgb/1.2.png\n1.1 rgb/1.1.png\n7 rgb/7.png\n',
    'depth.txt': '# depth maps\n1.101 depth/1.101.png\n1.205 depth/1.205.png\n',
    'groundtruth.txt': '# poses\n1.0 9 9 9 0 0 0 1\n1.102 0 0 0 0 0 0 1\n1.2051 0.5 0 0 0 0 0 1\n',
  }),
  replica: async () => ({
    ...(await photos(['results/frame000000.png', 'results/frame000001.png'])),
    ...(await depths(['results/depth000000.png', 'results/depth000001.png'], 6553.5)),
    'traj.txt': `${poseAt(0, 0).join(' ')}\n${poseAt(0.5, 0).join(' ')}\n`,
  }),
  '7-scenes': async () => ({
    ...(await photos(['frame-000000.color.png', 'frame-000001.color.png'])),
    ...(await depths(['frame-000000.depth.png', 'frame-000001.depth.png'], 1000)),
    'frame-000000.pose.txt': poseAt(0, 0).join('\t'),
    'frame-000001.pose.txt': poseAt(0.5, 0).join('\t'),
  }),
};

describe('layouts of photos with depth', () => {
  it.each(Object.keys(layouts))('reads %s', async (type) => {
    const expected = await fuse(await makeFolder(await scannetFiles()));
    const folder = await makeFolder(await layouts[type]());
    const map = await fuse(folder);
    expect(map.frames).toEqual([0, 1]);
    expect(map.cells).toEqual(expected.cells);
    expect(map.vectors).toEqual(expected.vectors);
    expect(map.points.every((value, i) => Math.abs(value - expected.points[i]) < 1e-3)).toBe(true);
    expect((await openRgbd(folder)).name).toBe('room');
  });

  it('finds intrinsics beside the folder and of each frame', async () => {
    const { 'intrinsic/intrinsic_depth.txt': text, ...files } = await scannetFiles();
    const above = await makeFolder(
      Object.fromEntries([
        ...Object.entries(files).map(([path, content]) => [`scene/${path}`, content] as const),
        ['intrinsics.txt', text],
      ]),
    );
    expect((await openRgbd(join(above, 'scene'))).intrinsics).toMatchObject(camera);
    const each = await openRgbd(await makeFolder({ ...files, 'intrinsic/10.txt': '31 0 15 0 31 11 0 0 1' }));
    expect(each.frames.map(({ intrinsics }) => intrinsics?.fx)).toEqual([undefined, 31]);
  });

  it("takes poses of a robot's base as VLMaps does", async () => {
    // The base stands 1.5 m below the camera; its z points backwards.
    const poses = '0 -1.5 0 1 0 0 0\n0.5 -1.5 0 1 0 0 0\n';
    const map = await fuse(await makeFolder({ ...(await layouts.vlmaps()), 'poses.txt': poses }), {
      type: 'vlmaps',
      poses: 'base',
      cameraHeight: -1.5,
    });
    expect([...map.firstPose].map((value) => Math.round(1000 * value) / 1000 + 0)).toEqual(poseAt(0, 0));
  });

  it('reports poses that a list lacks, files that lie elsewhere, and folders that are none of these', async () => {
    const short = await openRgbd(
      await makeFolder({ ...(await layouts.vlmaps()), 'poses.txt': '0 0 0 0 0 0 1\n' }),
    );
    await expect(short.frames[1].pose()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const late = await layouts.tum();
    const unposed = await openRgbd(await makeFolder({ ...late, 'groundtruth.txt': '9 0 0 0 0 0 0 1\n' }));
    await expect(unposed.frames[0].pose()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const foreign = await makeFolder({ ...late, 'rgb.txt': '1.1 ../../../../etc/passwd\n' });
    await expect(openRgbd(foreign)).rejects.toMatchObject({ code: 'FILE_UNSAFE' });
    await expect(openRgbd(await makeFolder({ 'a.jpg': 'x' }))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    await expect(openRgbd(join(foreign, 'none'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(openRgbd(foreign, { type: 'tun' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const empty = await makeFolder({ 'color/1.jpg': 'x', 'depth/2.png': 'x', 'pose/1.txt': 'x' });
    await expect(openRgbd(empty)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
