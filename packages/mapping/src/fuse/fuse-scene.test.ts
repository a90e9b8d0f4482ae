import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LangSegError } from '@langseg/core';
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
} from '../__fixtures__/make-scene.js';
import { openRgbd } from '../rgbd/open-rgbd.js';
import type { FuseOptions, SkippedFrame } from './fuse-options.js';
import { fuseScene } from './fuse-scene.js';
import type { PointMap } from './point-map.js';

type Files = Record<string, string | Uint8Array>;

async function fuse(changes: Files = {}, options: FuseOptions = {}, without: readonly string[] = []) {
  const folder = await makeFolder({ ...(await scannetFiles()), ...changes });
  for (const path of without) await rm(join(folder, path));
  const skipped: SkippedFrame[] = [];
  const encoder = colorEncoder();
  const map = await fuseScene(await openRgbd(folder), encoder, {
    voxelSize: 0.1,
    pixelStep: 1,
    onSkip: (frame) => skipped.push(frame),
    ...options,
  });
  return { map, skipped, encoder };
}

const failure = (changes: Files, options: FuseOptions = {}) =>
  fuse(changes, options).then(
    () => expect.fail('no error'),
    (error: unknown) => (LangSegError.is(error) ? error : expect.fail(String(error))),
  );

function expectWall({ points, cells, colors, vectors, weights, voxelSize, dim }: PointMap): void {
  expect(dim).toBe(3);
  expect(weights.length).toBeGreaterThan(100);
  for (let i = 0; i < weights.length; i++) {
    const [x, y, z] = points.subarray(3 * i, 3 * i + 3);
    expect(z).toBeCloseTo(wall, 3);
    expect([...cells.subarray(3 * i, 3 * i + 2)]).toEqual([
      Math.floor(x / voxelSize),
      Math.floor(y / voxelSize),
    ]);
    if (Math.abs(x) < voxelSize) continue;
    expect([...colors.subarray(3 * i, 3 * i + 3)]).toEqual(x < 0 ? [255, 0, 0] : [0, 0, 255]);
    const vector = [...vectors.subarray(3 * i, 3 * i + 3)].map((value) => Number(value.toFixed(6)));
    expect(vector).toEqual(x < 0 ? [1, 0, 0] : [0, 0, 1]);
  }
}

describe('fuseScene', () => {
  it('puts the pixels of all photos where they are in the world, and averages those of a voxel', async () => {
    const { map, skipped, encoder } = await fuse();
    expectWall(map);
    expect(skipped).toEqual([]);
    expect(map.frames).toEqual([0, 1]);
    expect([...map.firstPose]).toEqual(poseAt(0, 0));
    expect(map.weights.reduce((sum, weight) => sum + weight)).toBe(2 * size.width * size.height);
    expect(encoder.most).toBe(1);
    expect(encoder.held).toBe(0);
    const reach = Math.max(...map.points.filter((_, i) => i % 3 === 0));
    expect(reach).toBeCloseTo(0.5 + (15.5 / 30) * wall, 1);
  });

  it('weighs near pixels more when asked, and keeps what is far away', async () => {
    const { map } = await fuse({}, { weighting: 'distance' });
    const { map: far } = await fuse(
      { 'depth/0.png': await depthPng(9900), 'depth/10.png': await depthPng(9900) },
      { weighting: 'distance', frameStep: 2 },
    );
    expectWall(map);
    expect(map.weights.every((weight) => weight < 40 * Math.exp(-(wall * wall) / 1.2))).toBe(true);
    expect(far.vectors.some((value) => Math.abs(value - 1) < 1e-6)).toBe(true);
    expect(far.weights.every((weight) => weight > 0)).toBe(true);
  });

  it('takes depth images of another size than the photos, and photos of another camera', async () => {
    const large = { width: 96, height: 72 };
    const photos = { 'color/0.png': await photoAt(0, large), 'color/10.png': await photoAt(0.5, large) };
    expectWall((await fuse(photos)).map);
    const wide = { width: 96, height: 60 };
    const cropped = { 'color/0.png': await photoAt(0, wide), 'color/10.png': await photoAt(0.5, wide) };
    expect(await failure(cropped)).toMatchObject({ code: 'SHAPE_MISMATCH' });
    const color = '90 0 47.5 0 0 90 29.5 0 0 0 1 0 0 0 0 1';
    const { map } = await fuse({ ...cropped, 'intrinsic/intrinsic_color.txt': color });
    expectWall(map);
    expect(map.weights.reduce((sum, weight) => sum + weight)).toBe(2 * 32 * 20);
  });

  it("leaves out frames that can't be used, and says why", async () => {
    const lost = poseAt(0, 0)
      .map(() => '-inf')
      .join(' ');
    const cases: [string, Files, readonly string[], string][] = [
      ['no pose', {}, ['pose/0.txt'], 'NOT_FOUND'],
      ['a lost camera', { 'pose/0.txt': lost }, [], 'FILE_CORRUPT'],
      ['no number', { 'pose/0.txt': poseAt(0, 0).fill(NaN, 3, 4).join(' ') }, [], 'FILE_CORRUPT'],
      ['a pose that mirrors', { 'pose/0.txt': '-1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1' }, [], 'FILE_CORRUPT'],
      ['a pose of other counts', { 'pose/0.txt': '1 2 3' }, [], 'FILE_CORRUPT'],
      ['an empty pose', { 'pose/0.txt': '' }, [], 'FILE_CORRUPT'],
      ['a pose in millimetres', { 'pose/0.txt': poseAt(1e7, 0).join(' ') }, [], 'FILE_CORRUPT'],
      [
        'a damaged depth image',
        { 'depth/0.png': (await depthPng(2000)).subarray(0, 60) },
        [],
        'IMAGE_UNREADABLE',
      ],
      ['a coloured depth image', { 'depth/0.png': await photoAt(0) }, [], 'IMAGE_UNREADABLE'],
      ['a damaged photo', { 'color/0.png': 'no photo' }, [], 'IMAGE_UNREADABLE'],
    ];
    for (const [name, changes, without, code] of cases) {
      const { map, skipped } = await fuse(changes, {}, without).catch((error: unknown) => {
        throw new Error(name, { cause: error });
      });
      expect([name, map.frames]).toEqual([name, [1]]);
      expect([name, skipped.map((frame) => [frame.frame, frame.code])]).toEqual([name, [['0', code]]]);
    }
  });

  it('says so where all frames fail, or none is in range', async () => {
    const none = await failure({ 'pose/0.txt': 'x', 'pose/10.txt': 'x' });
    expect(none).toMatchObject({ code: 'FILE_CORRUPT' });
    const metres = new Float32Array(size.width * size.height).fill(2000);
    const npy = depthNpy(metres, [size.height, size.width]);
    const folder = await makeFolder({ ...(await scannetFiles()), 'depth/0.npy': npy, 'depth/10.npy': npy });
    for (const name of ['0', '10']) await rm(join(folder, `depth/${name}.png`));
    const scene = await openRgbd(folder);
    const unit = await fuseScene(scene, colorEncoder()).catch((error: unknown) => error);
    expect(unit).toMatchObject({
      code: 'SHAPE_MISMATCH',
      message: expect.stringMatching(/2000 m.*depthScale/) as string,
    });
    expectWall(await fuseScene(scene, colorEncoder(), { depthScale: 1000, voxelSize: 0.1, pixelStep: 1 }));
    const dark = await depthPng(0);
    expect(await failure({ 'depth/0.png': dark, 'depth/10.png': dark })).toMatchObject({
      code: 'SHAPE_MISMATCH',
      message: expect.stringContaining('no depth at all') as string,
    });
  });

  it("refuses cameras that can't be", async () => {
    const cases: [string, string][] = [
      ['0 0 15.5 0 0 30 11.5 0 0 0 1 0 0 0 0 1', 'FILE_CORRUPT'],
      ['nan nan nan nan', 'FILE_CORRUPT'],
      ['1 2 3 4 5', 'FILE_CORRUPT'],
      ['30 0 0 0 30 0 15.5 11.5 1', 'FILE_CORRUPT'],
      ['600 600 319.5 239.5', 'SHAPE_MISMATCH'],
    ];
    for (const [text, code] of cases) {
      const error = await failure({ 'intrinsic/intrinsic_depth.txt': text });
      expect([text, error.code]).toEqual([text, code]);
    }
    const folder = await makeFolder(await scannetFiles());
    await rm(join(folder, 'intrinsic/intrinsic_depth.txt'));
    const scene = await openRgbd(folder);
    await expect(fuseScene(scene, colorEncoder())).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expectWall(await fuseScene(scene, colorEncoder(), { intrinsics: camera, voxelSize: 0.1, pixelStep: 1 }));
  });

  it('bounds the memory before a model runs', async () => {
    const encoder = colorEncoder();
    const scene = await openRgbd(await makeFolder(await scannetFiles()));
    const tiny = fuseScene(scene, encoder, { voxelSize: 0.001, pixelStep: 1, maxMemory: 50_000 });
    await expect(tiny).rejects.toMatchObject({ code: 'USAGE', context: { voxels: 500 } });
    expect(encoder.most).toBe(0);
    const voxels = (await fuse()).map.weights.length;
    const vectors = fuseScene(scene, encoder, {
      voxelSize: 0.1,
      pixelStep: 1,
      maxMemory: 100 * voxels + 1000,
    });
    await expect(vectors).rejects.toMatchObject({ code: 'USAGE', context: { dim: 3 } });
    expect(encoder.held).toBe(0);
  });

  it('refuses options that make no sense, and stops when asked', async () => {
    const wrong: FuseOptions[] = [
      { voxelSize: 0 },
      { voxelSize: NaN },
      { pixelStep: 0.5 },
      { frameStep: 0 },
      { minDepth: 3, maxDepth: 2 },
      { depthScale: -1 },
      { maxMemory: 0 },
    ];
    for (const options of wrong) expect(await failure({}, options)).toMatchObject({ code: 'USAGE' });
    expect(await failure({}, { signal: AbortSignal.abort() })).toMatchObject({ code: 'ABORTED' });
  });

  it('reads NumPy depth with an axis of one, and refuses pickled objects', async () => {
    const metres = new Float64Array(size.width * size.height).fill(wall);
    const folder = await makeFolder(await scannetFiles());
    for (const name of ['0', '10']) {
      await rm(join(folder, `depth/${name}.png`));
      await writeFile(join(folder, `depth/${name}.npy`), depthNpy(metres, [1, size.height, size.width]));
    }
    const scene = await openRgbd(folder);
    expectWall(await fuseScene(scene, colorEncoder(), { voxelSize: 0.1, pixelStep: 1 }));
    const npy = depthNpy(metres, [size.height, size.width]);
    await writeFile(join(folder, 'depth/0.npy'), npy.toString('latin1').replace('<f8', '|O8'), 'latin1');
    const skipped: SkippedFrame[] = [];
    await fuseScene(scene, colorEncoder(), { onSkip: (frame) => skipped.push(frame) });
    expect(skipped.map(({ code }) => code)).toEqual(['FILE_UNSAFE']);
  });
});
