import { labelComponents } from '@langseg/core';
import { pixelOf } from '../geometry.js';
import type { MatchPixel, SimilarityMap } from './photo-match.js';

/** Pixels lie at least this part of the longer side apart. */
const apart = 1 / 8;

/** The pixels that are most alike, apart from each other; of cells that are equally alike, as those of a region, the one in their middle. */
export function topPixels(map: SimilarityMap, count: number): MatchPixel[] {
  const { values, columns, rows } = map;
  const { ids } = labelComponents(values, columns);
  const left = Float32Array.from(values);
  const distance = Math.max(rows, columns) * apart;
  const found: MatchPixel[] = [];
  while (found.length < count) {
    let best = 0;
    left.forEach((value, cell) => {
      if (value > left[best]) best = cell;
    });
    if (left[best] === -Infinity) break;
    const plateau = [...ids.keys()].filter((cell) => ids[cell] === ids[best]);
    const middle = middleOf(plateau, columns);
    found.push({ ...pixelOf(middle, map), similarity: values[best] });
    for (const cell of plateau) left[cell] = -Infinity;
    for (let cell = 0; cell < left.length; cell++)
      if (distanceOf(cell, middle, columns) < distance) left[cell] = -Infinity;
  }
  return found;
}

/** The cell nearest to the middle of some. */
function middleOf(cells: readonly number[], columns: number): number {
  const mean = (of: (cell: number) => number): number =>
    cells.reduce((sum, cell) => sum + of(cell), 0) / cells.length;
  const row = mean((cell) => Math.floor(cell / columns));
  const column = mean((cell) => cell % columns);
  const squares = (cell: number): number =>
    (Math.floor(cell / columns) - row) ** 2 + ((cell % columns) - column) ** 2;
  return cells.reduce((best, cell) => (squares(cell) < squares(best) ? cell : best));
}

function distanceOf(a: number, b: number, columns: number): number {
  return Math.hypot(Math.floor(a / columns) - Math.floor(b / columns), (a % columns) - (b % columns));
}
