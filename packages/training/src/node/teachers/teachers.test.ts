import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createNodeRuntime } from '@langseg/adapter-node';
import { temporaryFolder } from '@langseg/dataset-testing';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { tensor } from '@langseg/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { teacherMap } from '../../data/teaching/teacher-map.js';
import { createRandom } from '../../random/create-random.js';
import { writeToyData } from '../run/__fixtures__/toy-data.js';
import { writeTeacher } from './__fixtures__/color-teacher.js';
import { drawTeaching } from './draw-teaching.js';
import { decodeTeacherMap, encodeTeacherMap } from './map-file.js';
import { photoKey, readTeacherMap, writeTeacherMap } from './map-folder.js';
import { mapFolderOf, teachPhotos } from './teach-photos.js';
import { readTeacherFolder } from './teacher-folder.js';

const runtime = createNodeRuntime({ threads: 1 });
let root: string;
let photo: string;
beforeAll(async () => {
  root = await temporaryFolder();
  await writeToyData(join(root, 'data'), 3);
  photo = join(root, 'data/images/0.png');
});

describe('map files', () => {
  const map = teacherMap(
    tensor(
      'float32',
      [1, 300, 5, 7],
      new Float32Array(300 * 35).fill(0).map((_, i) => (i % 11) / 11),
    ),
  );

  it('are read as they were written', () => {
    expect(decodeTeacherMap(encodeTeacherMap(map))).toEqual(map);
  });

  it('are nothing where they are damaged', () => {
    const bytes = encodeTeacherMap(map);
    expect(decodeTeacherMap(bytes.subarray(0, bytes.length - 5))).toBeUndefined();
    expect(decodeTeacherMap(new Uint8Array(10))).toBeUndefined();
    for (let at = 0; at < bytes.length; at += 7) {
      const damaged = Uint8Array.from(bytes, (value, i) => (i === at ? value ^ 0x55 : value));
      const read = decodeTeacherMap(damaged);
      if (read) expect(read).toEqual(map);
    }
  });
});

describe('teachPhotos', () => {
  it('looks at each photo once, wherever it lies, and goes on where it was', async () => {
    const path = join(root, 'colors');
    await writeTeacher(path);
    const teacher = await readTeacherFolder(path);
    const folder = mapFolderOf(join(root, 'seen'), teacher);
    const photos = [0, 1, 2].map((i) => join(root, 'data/images', `${i}.png`));
    const steps: number[] = [];
    await teachPhotos(teacher, folder, [...photos, photos[0]], {
      runtime,
      onProgress: (done) => steps.push(done),
    });
    expect(steps).toEqual([1, 2, 3, 4]);
    const files = async () => (await readdir(folder, { recursive: true })).filter((name) => name.length > 30);
    expect(await files()).toHaveLength(3);

    const map = (await readTeacherMap(folder, await photoKey(photo)))!;
    // The upper rows are sky, class 1; the lower ones grass, class 2.
    expect([map.classes[0], map.classes[map.width * map.height - 1]]).toEqual([1, 2]);

    // A photo that was seen is not opened again, even where it is moved.
    const moved = join(root, 'elsewhere.png');
    await copyFile(photos[2], moved);
    const unable = { ...teacher, open: () => Promise.reject(new Error('opened')) };
    await teachPhotos(unable, folder, [moved, photos[0]], { runtime });
    await expect(teachPhotos(unable, folder, [join(path, 'teacher.json')], { runtime })).rejects.toThrow(
      'opened',
    );
    await expect(
      teachPhotos(teacher, folder, [photo], { runtime, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('says what is wrong with a teacher', async () => {
    const path = join(root, 'wrong');
    await mkdir(path, { recursive: true });
    await expect(readTeacherFolder(path)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const g = new GraphBuilder('wrong');
    const pixels = g.input('pixels', 'float32', [1, 3, 'h', 'w']);
    g.output('probabilities', g.op('Add', [pixels, g.float(0)]), 'float32', [1, 3, 'h', 'w']);
    await writeFile(join(path, 'teacher.onnx'), (await encodeModel(g.build())).model);
    await writeFile(join(path, 'teacher.json'), '{"classes": ["a"');
    await expect(readTeacherFolder(path)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const numbers = { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], longestSide: 16 };
    await writeFile(join(path, 'teacher.json'), JSON.stringify({ classes: ['a'], ...numbers }));
    await expect(readTeacherFolder(path)).rejects.toThrow(/classes/);
    await writeFile(join(path, 'teacher.json'), JSON.stringify({ classes: ['a', 'b'], ...numbers }));
    const teacher = await readTeacherFolder(path);
    await expect(teachPhotos(teacher, join(root, 'none'), [photo], { runtime })).rejects.toThrow(
      /\[1, 2, height, width\].*\[1, 3, 16, 16\]/,
    );
  });
});

describe('drawTeaching', () => {
  it('draws by chance among those that have seen the photo', async () => {
    const key = await photoKey(photo);
    const map = teacherMap(tensor('float32', [1, 2, 2, 2], Float32Array.of(1, 1, 1, 1, 0, 0, 0, 0)));
    const teaching = (name: string, chance: number) => ({
      name,
      chance,
      folder: join(root, name),
      classList: { classes: ['a', 'b'], ignoreValue: 65_535 },
      labels: {},
      margin: 0,
    });
    const teachings = [teaching('often', 3), teaching('never', 5), teaching('seldom', 1)];
    for (const name of ['often', 'seldom']) await writeTeacherMap(join(root, name), key, map);
    const grid = { stride: 4, alignCorners: false };
    const drawn = await Promise.all(
      Array.from({ length: 80 }, (_, seed) => drawTeaching(photo, teachings, grid, createRandom(seed))),
    );
    const count = (name: string) => drawn.filter((each) => each?.teaching.name === name).length;
    expect(count('never')).toBe(0);
    expect(count('often') + count('seldom')).toBe(80);
    expect(count('often')).toBeGreaterThan(45);
    expect(count('seldom')).toBeGreaterThan(8);
    expect(await drawTeaching(photo, [teachings[1]], grid, createRandom(1))).toBeUndefined();
    expect(await drawTeaching(join(root, 'no such photo'), [], grid, createRandom(1))).toBeUndefined();
  });
});
