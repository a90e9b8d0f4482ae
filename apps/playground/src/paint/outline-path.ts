import type { PhotoRegion } from '@langseg/core';

/** A region on its grid of cells. */
type CellRegion = Pick<PhotoRegion, 'rows' | 'columns' | 'mask' | 'similarities' | 'threshold'>;

/** Corners of a square of four neighbours, clockwise from the upper left. */
const corners = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

/** Its sides: top, right, bottom, left, each between two corners; neighbours see a side in the same direction. */
const sides = [
  [0, 1],
  [1, 2],
  [3, 2],
  [0, 3],
] as const;

/** Crossings stay away from the middles of cells, where lines would meet. */
const nearest = 0.05;

/** For each set of corners inside (upper left 1, upper right 2, lower right 4, lower left 8): sides that the outline enters and leaves by. */
const crossings: readonly (readonly (readonly [number, number])[])[] = [
  [],
  [[3, 0]],
  [[0, 1]],
  [[3, 1]],
  [[1, 2]],
  [
    [3, 0],
    [1, 2],
  ],
  [[0, 2]],
  [[3, 2]],
  [[2, 3]],
  [[2, 0]],
  [
    [0, 1],
    [2, 3],
  ],
  [[2, 1]],
  [[1, 3]],
  [[1, 0]],
  [[0, 3]],
  [],
];

/**
 * The outline of a region as data of an SVG path: closed lines that run between the cells where similarity crosses the threshold
 * (marching squares), in units of cells.
 */
export function outlinePath(region: CellRegion): string {
  const depth = depthsOf(region);
  const { rows, columns } = region;
  const next = new Map<string, string>();
  for (let row = -1; row < rows; row++)
    for (let column = -1; column < columns; column++) {
      const values = corners.map(([dx, dy]) => depth(column + dx, row + dy));
      const inside = values.reduce((set, value, corner) => set | (value > 0 ? 1 << corner : 0), 0);
      for (const [enters, leaves] of crossings[inside]) {
        const point = (side: number) => {
          const [a, b] = sides[side];
          const share = Math.min(1 - nearest, Math.max(nearest, values[a] / (values[a] - values[b])));
          const at = (axis: 0 | 1, start: number, most: number) => {
            const from = corners[a][axis];
            return Math.min(most, Math.max(0, start + 0.5 + from + share * (corners[b][axis] - from)));
          };
          return `${at(0, column, columns).toFixed(2)} ${at(1, row, rows).toFixed(2)}`;
        };
        const [start, end] = [point(enters), point(leaves)];
        if (start !== end) next.set(start, end);
      }
    }
  let path = '';
  for (const [start] of next) {
    let at: string | undefined = start;
    path += `M${start}`;
    for (;;) {
      const to: string | undefined = next.get(at);
      next.delete(at);
      if (to === undefined || to === start) break;
      path += `L${to}`;
      at = to;
    }
    path += 'Z';
  }
  return path;
}

/** How far each cell is inside, above 0, or outside; beyond the photo everything is outside. */
function depthsOf({ rows, columns, mask, similarities, threshold }: CellRegion) {
  const least = 1e-3;
  return (column: number, row: number): number => {
    const isPhoto = column >= 0 && row >= 0 && column < columns && row < rows;
    // Its edge is the photo's.
    if (!isPhoto) {
      const [x, y] = [Math.min(columns - 1, Math.max(0, column)), Math.min(rows - 1, Math.max(0, row))];
      return mask[y * columns + x] ? -least : -1;
    }
    const cell = row * columns + column;
    const above = similarities[cell] - threshold;
    return mask[cell] ? Math.max(least, above) : Math.min(-least, above);
  };
}
