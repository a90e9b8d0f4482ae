/** Answers whether a pixel is near one of some others. */
export interface PointIndex {
  /** @param points `y × width + x`; those before are forgotten. */
  set(points: readonly number[]): void;
  isNear(point: number): boolean;
}

/** @param distance up to which pixels are near each other. */
export function createPointIndex(width: number, height: number, distance: number): PointIndex {
  const around = disc(distance);
  // Whatever is near lies in one of nine cells: most pixels that are far from everything are told by these.
  const side = Math.max(1, Math.ceil(distance));
  const columns = Math.ceil(width / side) + 2;
  const cells = new Int32Array(columns * (Math.ceil(height / side) + 2));
  const marks = new Int32Array(width * height);
  // What was marked for earlier points has a lower number.
  let mark = 0;

  const cellOf = (x: number, y: number) => (Math.floor(y / side) + 1) * columns + Math.floor(x / side) + 1;
  const hasNeighbour = (cell: number): boolean => {
    for (let row = cell - columns; row <= cell + columns; row += columns)
      if (cells[row - 1] === mark || cells[row] === mark || cells[row + 1] === mark) return true;
    return false;
  };

  return {
    set(points) {
      mark++;
      for (const point of points) {
        const x = point % width;
        marks[point] = mark;
        cells[cellOf(x, (point - x) / width)] = mark;
      }
    },
    isNear(point) {
      if (marks[point] === mark) return true;
      const x = point % width;
      const y = (point - x) / width;
      if (!hasNeighbour(cellOf(x, y))) return false;
      for (let i = 0; i < around.length; i += 2) {
        const column = x + around[i];
        const row = y + around[i + 1];
        if (column < 0 || row < 0 || column >= width || row >= height) continue;
        if (marks[row * width + column] === mark) return true;
      }
      return false;
    },
  };
}

/** Steps to every pixel within a radius, x and y by turns; the nearest come first, as most outlines are near. */
function disc(radius: number): Int32Array {
  const reach = Math.floor(radius);
  const side = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const steps = side.flatMap((y) => side.map((x) => ({ x, y, square: x * x + y * y })));
  const inside = steps.filter(({ square }) => square > 0 && square <= radius * radius);
  return Int32Array.from(inside.sort((a, b) => a.square - b.square).flatMap(({ x, y }) => [x, y]));
}
