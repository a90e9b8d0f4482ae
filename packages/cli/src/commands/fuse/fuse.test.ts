import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mapFormats, rgbdLayouts } from '@langseg/mapping';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWith } from '../../__fixtures__/fake-io.js';
import { WorkFolder } from '../../__fixtures__/work-folder.js';
import { fuseFormats, fuseLayouts } from './fuse-lists.js';

const folder = new WorkFolder();
const scene = folder.at('kitchen');
const pose = '1 0 0 0 0 1 0 0 0 0 1 0 0 0 0 1';

beforeAll(async () => {
  for (const name of ['color', 'depth', 'pose']) mkdirSync(`${scene}/${name}`, { recursive: true });
  const depth = sharp(new Uint16Array(48 * 32).fill(2000), { raw: { width: 48, height: 32, channels: 1 } });
  const bytes = await depth.toColourspace('grey16').png().toBuffer();
  for (const frame of ['0', '1']) {
    await folder.photo(`kitchen/color/${frame}.png`);
    writeFileSync(`${scene}/depth/${frame}.png`, bytes);
    writeFileSync(`${scene}/pose/${frame}.txt`, frame === '0' ? pose : pose.replaceAll('1', '-inf'));
  }
  writeFileSync(`${scene}/intrinsics.txt`, '40 0 23.5 0 40 15.5 0 0 1');
});
afterAll(() => folder[Symbol.dispose]());

interface Report {
  readonly frames: { readonly used: number; readonly skipped: readonly { frame: string; code: string }[] };
  readonly points: number;
  readonly labels: readonly { label: string; points: number; color: readonly number[] }[];
  readonly files: readonly string[];
}

describe('langseg fuse', () => {
  it('fuses frames, says which it left out, and asks the points for other words later', async () => {
    const out = folder.at('map');
    const options = [
      '--labels',
      'sky, grass',
      '--colors',
      '#010203',
      '--voxel-size',
      '0.1',
      '--pixel-step',
      '1',
    ];
    const run = await runWith(['fuse', scene, ...options, '--out', out, '--json']);
    expect([run.status, run.stderr]).toEqual([
      0,
      expect.stringMatching(/^warning: Frame 1 is left out: .*lost/),
    ]);
    const report = JSON.parse(run.stdout) as Report;
    expect(report.frames).toMatchObject({ used: 1, skipped: [{ frame: '1', code: 'FILE_CORRUPT' }] });
    expect(report.files).toEqual([`${out}/kitchen.ply`, `${out}/kitchen.safetensors`]);
    const [sky, grass] = report.labels;
    expect([sky.label, sky.color, sky.points + grass.points]).toEqual(['sky', [1, 2, 3], report.points]);
    expect(Math.min(sky.points, grass.points)).toBeGreaterThan(report.points / 4);

    rmSync(`${scene}/color/0.png`);
    const again = await runWith([
      'fuse',
      `${out}/kitchen.safetensors`,
      '-l',
      'grass, sky, other',
      '-o',
      folder.at('again'),
      '--json',
    ]);
    expect([again.status, again.stderr]).toEqual([0, '']);
    const second = JSON.parse(again.stdout) as Report;
    expect(second.labels.map(({ label }) => label)).toEqual(['grass', 'sky', 'other']);
    expect(second.points).toBe(report.points);
    expect(readFileSync(folder.at('again/kitchen.ply'), 'latin1')).toContain('comment label 2 ');
    await folder.photo('kitchen/color/0.png');
  });

  it('writes maps for robots, with options of formats and layouts', async () => {
    const out = folder.at('robot');
    const run = await runWith([
      'fuse',
      scene,
      '-f',
      'vlmaps,openscene',
      '--set',
      'vlmaps.pose=base',
      '--set',
      'vlmaps.gridSize=100',
      '-o',
      out,
    ]);
    expect(run.status, run.stderr).toBe(0);
    expect(run.stdout).toMatch(/1 frame, \d+ points in voxels of 0.05 m, vectors of 128/);
    expect(folder.files().filter((file) => file.startsWith('robot'))).toEqual(
      ['3d/kitchen.pth', 'features/kitchen_0.pt', 'vlmap/vlmaps.h5df'].map((file) => `robot/${file}`),
    );
    const vectors = `${folder.at('map')}/kitchen.safetensors`;
    const copied = await runWith([
      'fuse',
      vectors,
      '-f',
      'vlmaps',
      '--model',
      'nowhere',
      '-o',
      folder.at('copied'),
    ]);
    expect(copied.status, copied.stderr).toBe(0);
  });

  it('refuses what makes no sense before any photo is read', async () => {
    const vectors = `${folder.at('map')}/kitchen.safetensors`;
    const wrong: [string[], RegExp][] = [
      [[scene, '-f', 'pcd'], /Unknown mapFormat "pcd"/],
      [[scene, '--layout', 'tun'], /Unknown rgbdLayout "tun"/],
      [[scene, '--set', 'layout.poses=base'], /needs --layout/],
      [[scene, '--set', 'vlmaps.pose=base'], /sets nothing/],
      [[scene, '--set', 'ply.colors=none'], /ply/],
      [[scene, '--multi-label'], /one label/],
      [[vectors], /needs words/],
      [[scene, '--min-depth', '5', '--max-depth', '4'], /minDepth below maxDepth/],
      [[scene, '--intrinsics', '1,2,3'], /fx, fy, cx, cy/],
      [[scene, '--voxel-size', '0'], /above 0/],
    ];
    for (const [args, message] of wrong) {
      const run = await runWith(['fuse', ...args, '-o', folder.at('none')]);
      expect([args, run.status, run.stderr]).toEqual([args, 2, expect.stringMatching(message)]);
    }
    expect(folder.files().filter((file) => file.startsWith('none'))).toEqual([]);
  });

  it('lists the layouts and formats that the package has', () => {
    const listed = (parts: readonly { type: string; description: string }[]) =>
      Object.fromEntries(parts.map(({ type, description }) => [type, description]));
    expect(fuseFormats).toEqual(listed(mapFormats));
    expect(fuseLayouts).toEqual(listed(rgbdLayouts));
  });
});
