import { expect, it } from 'vitest';
import { boxOfCells, cellOf, pixelOf } from './geometry.js';

it('finds the cell of every pixel, and the pixel in the middle of every cell', () => {
  for (const [width, height, rows, columns] of [
    [64, 48, 6, 8],
    [7, 5, 3, 4],
    [3, 2, 5, 6],
    [1, 1, 1, 1],
  ]) {
    const geometry = { width, height, rows, columns };
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const cell = cellOf({ x, y }, geometry);
        const [row, column] = [Math.floor(cell / columns), cell % columns];
        expect(row * height).toBeLessThanOrEqual((y + 0.5) * rows);
        expect((row + 1) * height).toBeGreaterThan((y + 0.5) * rows);
        expect(column).toBe(Math.floor(((x + 0.5) / width) * columns));
      }
    if (width >= columns && height >= rows)
      for (let cell = 0; cell < rows * columns; cell++)
        expect(cellOf(pixelOf(cell, geometry), geometry)).toBe(cell);
  }
});

it('draws a box around cells that holds all their pixels', () => {
  const geometry = { width: 10, height: 6, rows: 3, columns: 4 };
  expect(boxOfCells([5, 6], geometry)).toEqual({ x: 2, y: 2, width: 6, height: 2 });
  expect(boxOfCells([0, 11], geometry)).toEqual({ x: 0, y: 0, width: 10, height: 6 });
});
