import { LangSegError } from '@langseg/core';
import * as z from 'zod';
import { writeHdf5 } from '../hdf5/hdf5-file.js';
import { defineMapFormat, type MapContent } from './map-format.js';
import { baseGrid, cameraGrid, type VlmapsGrid } from './vlmaps-grid.js';

/**
 * A map for VLMaps (github.com/vlmaps/vlmaps, commit 58060f9). With `pose: 'camera'` the file that `VLMapBuilderCam.load_3d_map` reads
 * (`vlmaps/map/vlmap_builder_cam.py`, lines 239–250): `mapped_iter_list`, `grid_feat`, `grid_pos`, `weight`, `occupied_ids`, `grid_rgb`,
 * `pcd_min`, `pcd_max`, `cs`. With `pose: 'base'` that of `load_3d_map` (`vlmaps/utils/mapping_utils.py`, lines 524–533), without the last
 * three. `VLMap.load_map` looks for them at these paths (`vlmaps/map/vlmap.py`, lines 75–103).
 */
export const vlmaps = defineMapFormat({
  type: 'vlmaps',
  description: 'a map that VLMaps loads (HDF5)',
  configSchema: z.strictObject({
    /** VLMaps' `pose_type`: `camera` for `camera_base`, `base` for `mobile_base`. */
    pose: z.enum(['camera', 'base']).default('camera'),
    /** With `base`: cells on each side of the grid, its `gs`. */
    gridSize: z.int().min(2).max(10_000).default(1000),
    /** With `base`: metres from the floor up to the camera, which looks straight ahead in the first frame. */
    cameraHeight: z.number().positive().default(1.5),
  }),
  async write(content, { pose, ...options }, { file }) {
    const { map } = content;
    if (pose === 'base')
      return file('vlmap/vlmaps.h5df', (path) => writeMap(path, content, baseGrid(map, options)));
    const grid = cameraGrid(map);
    return file('vlmap_cam/vlmaps_cam.h5df', (path) =>
      writeMap(path, content, grid, [grid.pcdMin, grid.pcdMax]),
    );
  },
});

const rowsAtOnce = 16;
const featuresAtOnce = 4096;

/** Points of one cell become one, as VLMaps has a feature for each cell. */
async function writeMap(
  path: string,
  { map, name }: MapContent,
  { shape, cells }: VlmapsGrid,
  bounds?: readonly [Float64Array, Float64Array],
): Promise<void> {
  const groups = groupPoints(cells, shape);
  if (groups.length === 0)
    throw new LangSegError(
      'USAGE',
      `No point of ${name} lies in VLMaps' grid of ${shape.join(' × ')} cells.`,
      { shape },
    );
  const count = groups.length;
  const firsts = Int32Array.from(groups, ([first]) => first);
  const weightOf = (group: readonly number[]): number =>
    group.reduce((sum, point) => sum + map.weights[point], 0);
  const mean = (group: readonly number[], values: ArrayLike<number>, width: number, d: number): number =>
    group.reduce((sum, point) => sum + map.weights[point] * values[point * width + d], 0) / weightOf(group);
  const gathered = (first: number, last: number): Float32Array => {
    const rows = new Float32Array((last - first) * map.dim);
    for (let i = first; i < last; i++)
      for (let d = 0; d < map.dim; d++)
        rows[(i - first) * map.dim + d] = mean(groups[i], map.vectors, map.dim, d);
    return rows;
  };
  await writeHdf5(path, (file) => {
    file.dataset('mapped_iter_list', [map.frames.length], Int32Array.from(map.frames));
    file.slabs('grid_feat', [count, map.dim], featuresAtOnce, gathered);
    file.dataset(
      'grid_pos',
      [count, 3],
      Int32Array.from({ length: 3 * count }, (_, at) => cells[3 * firsts[Math.floor(at / 3)] + (at % 3)]),
    );
    file.dataset('weight', [count], Float32Array.from(groups, weightOf));
    file.slabs('occupied_ids', shape, rowsAtOnce, occupiedRows(cells, firsts, shape));
    file.dataset(
      'grid_rgb',
      [count, 3],
      Uint8Array.from({ length: 3 * count }, (_, at) =>
        Math.round(mean(groups[Math.floor(at / 3)], map.colors, 3, at % 3)),
      ),
    );
    if (!bounds) return;
    file.dataset('pcd_min', [3], bounds[0]);
    file.dataset('pcd_max', [3], bounds[1]);
    file.dataset('cs', [], Float64Array.of(map.voxelSize));
  });
}

/** The points of each cell, cells in order of their first point. */
function groupPoints(cells: Int32Array, [, columns, heights]: VlmapsGrid['shape']): number[][] {
  const groups = new Map<number, number[]>();
  for (let point = 0; point < cells.length / 3; point++) {
    const [a, b, c] = cells.subarray(3 * point, 3 * point + 3);
    if (a < 0) continue;
    const key = (a * columns + b) * heights + c;
    const group = groups.get(key);
    if (group) group.push(point);
    else groups.set(key, [point]);
  }
  return [...groups.values()];
}

/** Rows of `occupied_ids`: −1, or the position of the cell's feature. */
function occupiedRows(cells: Int32Array, firsts: Int32Array, [rows, columns, heights]: VlmapsGrid['shape']) {
  const byRow = Array.from({ length: rows }, (): number[] => []);
  for (const [id, point] of firsts.entries()) byRow[cells[3 * point]].push(id);
  return (first: number, last: number): Int32Array => {
    const slab = new Int32Array((last - first) * columns * heights).fill(-1);
    for (let row = first; row < last; row++)
      for (const id of byRow[row]) {
        const at = 3 * firsts[id];
        slab[((row - first) * columns + cells[at + 1]) * heights + cells[at + 2]] = id;
      }
    return slab;
  };
}
