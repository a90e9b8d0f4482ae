import { LangSegError } from '@langseg/core';
import type { PointMap } from '../fuse/point-map.js';
import { inversePose } from '../geometry/pose.js';

/** A voxel grid as VLMaps keeps it: which of its cells each point lies in. */
export interface VlmapsGrid {
  /** Cells along each axis of `occupied_ids`. */
  readonly shape: readonly [number, number, number];
  /** `[N, 3]`: for each point the cell along these axes. */
  readonly cells: Int32Array;
}

/** More are refused: VLMaps loads all of them, 4 bytes each. */
const mostCells = 2 ** 29;

/**
 * The grid of `VLMapBuilderCam`: axes as those of the poses' world, from the lowest voxel to the highest. `pcdMin` is the centre of the
 * lowest voxel, so that its `round((p - pcd_min) / cs)` finds the voxel that `p` lies in.
 */
export function cameraGrid({
  cells,
  voxelSize,
}: PointMap): VlmapsGrid & { pcdMin: Float64Array; pcdMax: Float64Array } {
  const [low, high] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  for (const [at, cell] of cells.entries()) {
    low[at % 3] = Math.min(low[at % 3], cell);
    high[at % 3] = Math.max(high[at % 3], cell);
  }
  const centre = (cell: number): number => (cell + 0.5) * voxelSize;
  const shape = [0, 1, 2].map((axis) => high[axis] - low[axis] + 1) as [number, number, number];
  assertRoom(shape);
  return {
    shape,
    cells: cells.map((cell, at) => cell - low[at % 3]),
    pcdMin: Float64Array.from(low, centre),
    pcdMax: Float64Array.from(high, centre),
  };
}

/**
 * The grid of `VLMapBuilder`: `gridSize` cells in front of and beside the robot, whose base stood in the middle of it at the first frame,
 * `cameraHeight` below the camera. Row, column and height as `base_pos2grid_id_3d` counts them; points outside have the row −1.
 */
export function baseGrid(
  { points, voxelSize, firstPose }: PointMap,
  { gridSize, cameraHeight }: { readonly gridSize: number; readonly cameraHeight: number },
): VlmapsGrid {
  const toCamera = inversePose(firstPose);
  const height = Math.trunc(cameraHeight / voxelSize);
  const shape = [gridSize, gridSize, Math.max(1, height)] as const;
  assertRoom(shape);
  const cells = new Int32Array(points.length);
  for (let i = 0; i < points.length; i += 3) {
    const [right, down, forward] = [0, 4, 8].map(
      (row) =>
        toCamera[row] * points[i] +
        toCamera[row + 1] * points[i + 1] +
        toCamera[row + 2] * points[i + 2] +
        toCamera[row + 3],
    );
    const cell = [
      Math.trunc(gridSize / 2 - Math.trunc(forward / voxelSize)),
      Math.trunc(gridSize / 2 - Math.trunc(-right / voxelSize)),
      Math.trunc((cameraHeight - down) / voxelSize),
    ];
    const isInside = cell.every((value, axis) => value >= 0 && value < shape[axis]);
    cells.set(isInside ? cell : [-1, -1, -1], i);
  }
  return { shape, cells };
}

function assertRoom(shape: readonly number[]): void {
  const count = shape.reduce((product, length) => product * length, 1);
  if (count <= mostCells) return;
  throw new LangSegError(
    'USAGE',
    `VLMaps would load a grid of ${shape.join(' × ')} cells, ${(count / 2 ** 28).toFixed(1)} GB. Use larger voxels, or a smaller maxDepth.`,
    { shape },
  );
}
