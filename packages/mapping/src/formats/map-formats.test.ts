import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesSource, openCheckpoint } from '@langseg/checkpoints';
import { toFloat32 } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { colorEncoder, makeFolder, scannetFiles } from '../__fixtures__/make-scene.js';
import { firstBytes, readHdf5, readPly } from '../__fixtures__/read-formats.js';
import { fuseScene } from '../fuse/fuse-scene.js';
import { openRgbd } from '../rgbd/open-rgbd.js';
import type { MapContent } from './map-format.js';
import { readPointMap } from './read-point-map.js';
import { saveMap } from './save-map.js';

async function makeMap(): Promise<{ folder: string; content: MapContent }> {
  const folder = await makeFolder(await scannetFiles());
  const map = await fuseScene(await openRgbd(folder), colorEncoder(), { voxelSize: 0.1, pixelStep: 1 });
  const labelMap = Uint8Array.from(map.weights, (_, i) => (map.points[3 * i] < 0 ? 1 : 0));
  const labelled = { labels: ['blue sky', 'red\nrôof'], labelMap, palette: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  return { folder: join(folder, 'out'), content: { name: 'room 1', map, labelled, model: 'colours' } };
}

describe('ply', () => {
  it('writes points with the colours of their words, which any reader of PLY finds', async () => {
    const { folder, content } = await makeMap();
    const [path] = await saveMap(folder, content, [{ type: 'ply' }]);
    expect(path).toBe(join(folder, 'room_1.ply'));
    const { vertices, comments } = readPly(await readFile(path));
    expect(comments).toEqual([
      'comment LangSeg, scene room_1, model colours',
      'comment label 0 1 2 3 blue sky',
      'comment label 1 4 5 6 red?r?of',
    ]);
    const { map, labelled } = content;
    expect(vertices.length).toBe(map.weights.length);
    for (const [i, vertex] of vertices.entries()) {
      expect([vertex.x, vertex.y, vertex.z]).toEqual([...map.points.subarray(3 * i, 3 * i + 3)]);
      expect(vertex.label).toBe(labelled!.labelMap[i]);
      expect([vertex.red, vertex.green, vertex.blue]).toEqual(vertex.label ? [4, 5, 6] : [1, 2, 3]);
    }
  });

  it('writes the colours of the photos without words, or when asked', async () => {
    const { folder, content } = await makeMap();
    const { labelled: _, ...plain } = content;
    await saveMap(folder, plain, [{ type: 'ply' }]);
    const { vertices } = readPly(await readFile(join(folder, 'room_1.ply')));
    expect(Object.keys(vertices[0])).toEqual(['x', 'y', 'z', 'red', 'green', 'blue']);
    expect([vertices[0].red, vertices[0].green, vertices[0].blue]).toEqual([
      ...content.map.colors.subarray(0, 3),
    ]);
    await saveMap(folder, content, [{ type: 'ply', colors: 'photo' }]);
    const asked = readPly(await readFile(join(folder, 'room_1.ply'))).vertices;
    expect(asked[0]).toMatchObject({ red: content.map.colors[0], label: content.labelled!.labelMap[0] });
  });
});

describe('vectors', () => {
  it('keeps everything, to be read again', async () => {
    const { folder, content } = await makeMap();
    const [path] = await saveMap(folder, content, [{ type: 'vectors', dtype: 'float32' }]);
    const { labelled: _, ...rest } = content;
    expect(await readPointMap(path)).toEqual({ ...rest, name: 'room_1' });
    await saveMap(folder, content, [{ type: 'vectors' }]);
    const half = await readPointMap(path);
    expect(half.map.vectors.every((value, i) => Math.abs(value - content.map.vectors[i]) < 1e-3)).toBe(true);
  });

  it('refuses other files', async () => {
    const folder = await makeFolder({ 'a.safetensors': '{}', 'b.ply': 'ply' });
    for (const name of ['a.safetensors', 'b.ply'])
      await expect(readPointMap(join(folder, name))).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await expect(readPointMap(join(folder, 'c'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('vlmaps', () => {
  it('writes what VLMapBuilderCam.load_3d_map reads', async () => {
    const { folder, content } = await makeMap();
    const { map } = content;
    const [path] = await saveMap(folder, content, [{ type: 'vlmaps' }]);
    expect(path).toBe(join(folder, 'vlmap_cam/vlmaps_cam.h5df'));
    // The signature, and a superblock of version 0 with offsets and lengths of 8 bytes: every HDF5 since 1.0 reads it.
    const head = await firstBytes(path, 16);
    expect([...head]).toEqual([0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0]);
    const read = await readHdf5(path);
    expect(Object.keys(read).sort()).toEqual(
      [
        'cs',
        'grid_feat',
        'grid_pos',
        'grid_rgb',
        'mapped_iter_list',
        'occupied_ids',
        'pcd_max',
        'pcd_min',
        'weight',
      ].sort(),
    );
    const count = map.weights.length;
    expect(read.grid_feat).toMatchObject({ shape: [count, 3], type: Float32Array });
    expect(read.grid_pos).toMatchObject({ shape: [count, 3], type: Int32Array });
    expect(read.grid_rgb).toMatchObject({ shape: [count, 3], type: Uint8Array });
    expect(read.occupied_ids).toMatchObject({ type: Int32Array });
    expect(read.cs).toEqual({ shape: [], type: Number, data: [0.1] });
    expect(read.mapped_iter_list.data).toEqual([0, 1]);
    expect(read.weight.data).toEqual([...map.weights]);
    expect(read.grid_feat.data).toEqual([...map.vectors]);
    const [, heights, columns] = read.occupied_ids.shape;
    for (let i = 0; i < count; i++) {
      // row, height, col = round((p − pcd_min) / cs), as the builder finds the cell of a point; the wall lies between two.
      const cell = read.grid_pos.data.slice(3 * i, 3 * i + 3);
      for (const [axis, position] of cell.entries())
        expect(Math.abs((map.points[3 * i + axis] - read.pcd_min.data[axis]) / 0.1 - position)).toBeLessThan(
          0.51,
        );
      const [row, height, column] = cell;
      expect(read.occupied_ids.data[(row * heights + height) * columns + column]).toBe(i);
    }
    expect(read.occupied_ids.data.filter((id) => id >= 0).length).toBe(count);
    const size = [0, 1, 2].map(
      (axis) => Math.round((read.pcd_max.data[axis] - read.pcd_min.data[axis]) / 0.1) + 1,
    );
    expect(read.occupied_ids.shape).toEqual(size);
  });

  it('writes what load_3d_map reads for a mobile base, with the robot in the middle', async () => {
    const { folder, content } = await makeMap();
    const { map } = content;
    const config = { type: 'vlmaps', pose: 'base', gridSize: 60, cameraHeight: 1 };
    const [path] = await saveMap(folder, content, [config]);
    expect(path).toBe(join(folder, 'vlmap/vlmaps.h5df'));
    const read = await readHdf5(path);
    expect(Object.keys(read).sort()).toEqual(
      ['grid_feat', 'grid_pos', 'grid_rgb', 'mapped_iter_list', 'occupied_ids', 'weight'].sort(),
    );
    expect(read.occupied_ids.shape).toEqual([60, 60, 10]);
    // As high as the camera, and no higher.
    const rows = read.weight.data.length;
    expect(rows).toBeGreaterThan(50);
    expect(read.weight.data.reduce((sum, weight) => sum + weight)).toBeCloseTo(
      map.weights.reduce((sum, weight, i) => (map.points[3 * i + 1] > 0 ? sum + weight : sum), 0),
    );
    for (let i = 0; i < rows; i++) {
      const [row, column, height] = read.grid_pos.data.slice(3 * i, 3 * i + 3);
      // 2 m ahead of the robot: 20 cells up from the middle. What lies to the left (red) has lower columns.
      expect(row).toBe(30 - 20);
      if (column !== 30) expect(read.grid_feat.data[3 * i + (column < 30 ? 0 : 2)]).toBeCloseTo(1, 5);
      expect(read.occupied_ids.data[(row * 60 + column) * 10 + height]).toBe(i);
    }
  });

  it('refuses what VLMaps could not load, and what lies outside its grid', async () => {
    const { folder, content } = await makeMap();
    const wide = {
      ...content,
      map: { ...content.map, cells: content.map.cells.map((cell, i) => cell + 5000 * (i % 7)) },
    };
    await expect(saveMap(folder, wide, [{ type: 'vlmaps' }])).rejects.toMatchObject({ code: 'USAGE' });
    const small = { type: 'vlmaps', pose: 'base', gridSize: 10 };
    await expect(saveMap(folder, content, [small])).rejects.toMatchObject({ code: 'USAGE' });
    await expect(saveMap(folder, content, [{ type: 'vlmaps', gridSize: 1 }])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    expect(await readdir(join(folder, 'vlmap'))).toEqual([]);
  });
});

describe('openscene', () => {
  it('writes the points and features that its loaders read', async () => {
    const { folder, content } = await makeMap();
    const { map } = content;
    const count = map.weights.length;
    const files = await saveMap(folder, { ...content, name: 'scene0000_00' }, [
      { type: 'openscene', names: 'scannet' },
    ]);
    expect(files).toEqual(
      ['3d/scene0000_00_vh_clean_2.pth', 'features/scene0000_00_0.pt'].map((path) => join(folder, path)),
    );
    const features = await openCheckpointAt(files[1]);
    expect(features.format).toBe('torch-zip');
    expect([...features.tensors.keys()]).toEqual(['feat', 'mask_full']);
    const [feat, mask] = [
      await features.tensors.get('feat')!.load(),
      await features.tensors.get('mask_full')!.load(),
    ];
    expect([feat.dtype, feat.shape, mask.dtype, mask.shape]).toEqual([
      'float16',
      [count, 3],
      'bool',
      [count],
    ]);
    expect(mask.data.every((value) => Number(value) === 1)).toBe(true);
    expect(toFloat32(feat).data.every((value, i) => Math.abs(value - map.vectors[i]) < 1e-3)).toBe(true);

    const { allTensors, refused } = await openCheckpointAt(files[0]);
    expect(refused).toEqual([]);
    const points = await Promise.all([...allTensors.values()].map((array) => array.load()));
    expect(points.map(({ dtype, shape }) => [dtype, shape])).toEqual([
      ['float64', [count, 3]],
      ['float64', [count, 3]],
      ['int32', [count]],
    ]);
    expect([...points[0].data]).toEqual([...map.points]);
    expect([...points[1].data].map((value) => Math.round((Number(value) + 1) * 127.5))).toEqual([
      ...map.colors,
    ]);
    expect(points[2].data.every((value) => Number(value) === 255)).toBe(true);
  });

  it('aligns the numbers in the archive as PyTorch does', async () => {
    const { folder, content } = await makeMap();
    const files = await saveMap(folder, content, [{ type: 'openscene' }]);
    for (const file of files) {
      const bytes = await readFile(file);
      let at = 0;
      const names: string[] = [];
      while (bytes.readUInt32LE(at) === 0x04034b50) {
        const [nameLength, extra, size] = [
          bytes.readUInt16LE(at + 26),
          bytes.readUInt16LE(at + 28),
          bytes.readUInt32LE(at + 18),
        ];
        names.push(bytes.toString('latin1', at + 30, at + 30 + nameLength));
        const start = at + 30 + nameLength + extra;
        expect(start % 64).toBe(0);
        at = start + size;
      }
      expect(names.at(0)).toBe('archive/data.pkl');
      expect(names.at(-1)).toBe('archive/version');
    }
  });
});

describe('saveMap', () => {
  it('knows all formats before it writes, leaves nothing half-written and stops when asked', async () => {
    const { folder, content } = await makeMap();
    await expect(saveMap(folder, content, [{ type: 'ply' }, { type: 'pcd' }])).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(
      saveMap(folder, content, [{ type: 'ply' }], { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({
      code: 'ABORTED',
    });
    const odd = await saveMap(folder, { ...content, name: '../..' }, [{ type: 'ply' }]);
    expect(odd).toEqual([join(folder, '_...ply')]);
  });
});

async function openCheckpointAt(path: string) {
  return openCheckpoint(bytesSource(await readFile(path)));
}
