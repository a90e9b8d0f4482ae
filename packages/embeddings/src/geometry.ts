import type { ImageSize } from '@langseg/core';

/** A photo and the grid of vectors over it. */
export interface PhotoGeometry extends ImageSize {
  readonly rows: number;
  readonly columns: number;
}

/** A place in a photo, in pixels from the top left. */
export interface PixelPlace {
  readonly x: number;
  readonly y: number;
}

/** A rectangle of a photo in pixels: `x` and `y` are its first column and row. */
export interface PixelRectangle extends PixelPlace, ImageSize {}

/** The cell that a pixel lies in: `row · columns + column`. */
export function cellOf({ x, y }: PixelPlace, { width, height, rows, columns }: PhotoGeometry): number {
  const row = Math.min(rows - 1, Math.floor(((y + 0.5) / height) * rows));
  const column = Math.min(columns - 1, Math.floor(((x + 0.5) / width) * columns));
  return row * columns + column;
}

/** The pixel in the middle of a cell. */
export function pixelOf(cell: number, { width, height, rows, columns }: PhotoGeometry): PixelPlace {
  const middle = (index: number, count: number, size: number): number =>
    Math.min(size - 1, Math.floor(((index + 0.5) / count) * size));
  return {
    x: middle(cell % columns, columns, width),
    y: middle(Math.floor(cell / columns), rows, height),
  };
}

/** The pixels of some cells' bounding box. */
export function boxOfCells(cells: Iterable<number>, geometry: PhotoGeometry): PixelRectangle {
  const { width, height, rows, columns } = geometry;
  let [left, top, right, bottom] = [columns, rows, 0, 0];
  for (const cell of cells) {
    const [row, column] = [Math.floor(cell / columns), cell % columns];
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  }
  const x = Math.floor((left / columns) * width);
  const y = Math.floor((top / rows) * height);
  return {
    x,
    y,
    width: Math.ceil((right / columns) * width) - x,
    height: Math.ceil((bottom / rows) * height) - y,
  };
}
