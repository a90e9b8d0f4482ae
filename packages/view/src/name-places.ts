import type { ImageSize } from '@langseg/web';

/** Where the name of a word fits on the picture. All as shares of width or height of the picture, 0..1. */
export interface NamePlace {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  /** Distance to the next other region, as a share of the picture's width. */
  readonly room: number;
}

/** Cells of the longer side in which places are looked for. */
const resolution = 128;

/** What a step away from the middle of all areas of a word costs, in steps of depth: sky gets its name in the middle. */
const towardsCentre = 0.12;

/** A region narrower than this gets no name. */
const leastRoom = 0.014;

/**
 * The point of every label that is deepest inside its region, where mapmakers would write its name.
 *
 * @param isShown whether a pixel is painted at all.
 */
export function namePlaces(
  labelMap: Uint8Array | Uint16Array,
  { width, height }: ImageSize,
  labelCount: number,
  isShown: (pixel: number) => boolean,
): NamePlace[] {
  const step = Math.max(1, Math.max(width, height) / resolution);
  const columns = Math.max(1, Math.floor(width / step));
  const rows = Math.max(1, Math.floor(height / step));
  const cells = new Int32Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const pixel = Math.floor((row + 0.5) * step) * width + Math.floor((column + 0.5) * step);
      cells[row * columns + column] = isShown(pixel) ? labelMap[pixel] : -1;
    }
  const depths = cellDepths(cells, columns, rows);
  const centres = regionCentres(cells, columns, labelCount);
  const deepest = new Int32Array(labelCount).fill(-1);
  const fitness = new Float32Array(labelCount).fill(-Infinity);
  cells.forEach((label, cell) => {
    if (label < 0) return;
    const [x, y] = centres[label];
    const away = Math.hypot((cell % columns) - x, Math.floor(cell / columns) - y);
    const fit = depths[cell] - towardsCentre * away;
    if (fit <= fitness[label]) return;
    fitness[label] = fit;
    deepest[label] = cell;
  });
  return [...deepest].flatMap((cell, index) => {
    if (cell < 0 || depths[cell] / columns < leastRoom) return [];
    const x = ((cell % columns) + 0.5) / columns;
    const y = (Math.floor(cell / columns) + 0.5) / rows;
    return [{ index, x, y, room: depths[cell] / columns }];
  });
}

/** Mean column and row of each label. */
function regionCentres(cells: Int32Array, columns: number, labelCount: number): [number, number][] {
  const sums = Array.from({ length: labelCount }, () => [0, 0, 0]);
  cells.forEach((label, cell) => {
    if (label < 0) return;
    sums[label][0] += cell % columns;
    sums[label][1] += Math.floor(cell / columns);
    sums[label][2]++;
  });
  return sums.map(([x, y, count]) => [x / count, y / count]);
}

/** Distance of every cell to the nearest cell of another label or the border, in cells (chamfer 1, √2). */
function cellDepths(cells: Int32Array, columns: number, rows: number): Float32Array {
  const depths = new Float32Array(cells.length);
  const visit = (column: number, row: number, towards: -1 | 1) => {
    const cell = row * columns + column;
    let depth = towards < 0 ? Infinity : depths[cell];
    const look = (dx: number, dy: number, distance: number) => {
      const isInside = column + dx >= 0 && column + dx < columns && row + dy >= 0 && row + dy < rows;
      const other = cell + dy * columns + dx;
      // The edge of the picture counts half, so that sky at the top gets its name well inside, yet not at the centre.
      const next = !isInside ? 0.5 : cells[other] !== cells[cell] ? 0 : depths[other];
      depth = Math.min(depth, next + distance);
    };
    look(towards, 0, 1);
    look(0, towards, 1);
    look(towards, towards, Math.SQRT2);
    look(-towards, towards, Math.SQRT2);
    depths[cell] = depth;
  };
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) visit(column, row, -1);
  for (let row = rows - 1; row >= 0; row--)
    for (let column = columns - 1; column >= 0; column--) visit(column, row, 1);
  return depths;
}
