import { axisSpan } from '../math/axis-span.js';
import { createRowFilter } from './fused-blocks.js';
import type { FusedView } from './fused-view.js';
import type { Fusion } from './fusion.js';
import type { Rectangle } from '../image/crop-image.js';

/** The grid points of a view that a part of the photo reads. */
export interface GridRange {
  view: FusedView;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Winners that others are compared with in one tile. */
const maxRivals = 6;

/**
 * Returns a function that finds the labels which can win somewhere in a tile of the photo. A label that is below another one at
 * every grid point which the tile reads, in every view, is below it everywhere in the tile: fused scores are means of
 * interpolated logits, or of what grows with them. On photos most tiles keep one label. Exact, ties included.
 *
 * @returns their number; the labels themselves, ascending, are written to `found`.
 */
export function createTileCandidates(fusion: Fusion): (tile: Rectangle, found: Uint16Array) => number {
  const viewsAt = fusion.passes.map(createRowFilter);

  const ranges: GridRange[] = [];

  /** Fills `ranges` anew, in the same objects; returns how many there are. */
  function findRanges({ x, y, width, height }: Rectangle): number {
    let count = 0;
    for (const [i, { rows, columns }] of fusion.passes.entries()) {
      const [top, bottom] = axisSpan(rows, y, y + height);
      const [left, right] = axisSpan(columns, x, x + width);
      for (const view of viewsAt[i](top, bottom)) {
        const { visible } = view;
        const from = Math.max(left - visible.x, 0);
        const to = Math.min(right - visible.x + 1, visible.width);
        if (from >= to) continue;
        const range = (ranges[count++] ??= { view, top: 0, bottom: 0, left: 0, right: 0 });
        range.view = view;
        [range.left, range.right] = axisSpan(view.columns, from, to);
        [range.top, range.bottom] = axisSpan(
          view.rows,
          Math.max(top - visible.y, 0),
          Math.min(bottom - visible.y + 1, visible.height),
        );
      }
    }
    return count;
  }

  return (tile, found) => {
    const rangeCount = findRanges(tile);
    const only = onlyWinner(ranges, rangeCount);
    if (only !== undefined) {
      found[0] = only;
      return 1;
    }
    return candidatesIn(ranges, rangeCount, fusion.labelCount, found);
  };
}

/**
 * Finds the labels that no other one is above at all grid points.
 *
 * @param ranges of which the first `rangeCount` count.
 * @returns their number; the labels themselves, ascending, are written to `found`.
 */
export function candidatesIn(
  ranges: readonly GridRange[],
  rangeCount: number,
  labelCount: number,
  found: Uint16Array,
): number {
  const current = ranges.slice(0, rangeCount);
  const rivals = winnersIn(current);
  let count = 0;
  for (let n = 0; n < labelCount; n++)
    if (!rivals.some((rival) => rival !== n && isBelow(current, n, rival))) found[count++] = n;
  return count;
}

/** The winner at all grid points, if it is the same one. */
function onlyWinner(ranges: readonly GridRange[], count: number): number | undefined {
  let only: number | undefined;
  for (let i = 0; i < count; i++) {
    const { view, top, bottom, left, right } = ranges[i];
    const { winners, gridWidth } = view;
    only ??= winners[top * gridWidth + left];
    for (let y = top; y <= bottom; y++)
      for (let point = y * gridWidth + left, end = y * gridWidth + right; point <= end; point++)
        if (winners[point] !== only) return undefined;
  }
  return only;
}

/** Different winners at the grid points, up to a few. */
function winnersIn(ranges: readonly GridRange[]): number[] {
  const winners: number[] = [];
  let last = -1;
  for (const { view, top, bottom, left, right } of ranges)
    for (let y = top; y <= bottom; y++)
      for (let point = y * view.gridWidth + left; point <= y * view.gridWidth + right; point++) {
        const winner = view.winners[point];
        if (winner === last) continue;
        last = winner;
        if (!winners.includes(winner)) winners.push(winner);
        if (winners.length === maxRivals) return winners;
      }
  return winners;
}

/** Whether a label loses to a rival at every grid point; where both are equal, the first one wins. */
function isBelow(ranges: readonly GridRange[], label: number, rival: number): boolean {
  for (const { view, top, bottom, left, right } of ranges) {
    const { gridWidth, plane } = view;
    const { data } = view.logits;
    for (let y = top; y <= bottom; y++)
      for (let point = y * gridWidth + left, end = y * gridWidth + right; point <= end; point++) {
        const difference = data[label * plane + point] - data[rival * plane + point];
        if (difference > 0 || (difference === 0 && label < rival)) return false;
      }
  }
  return true;
}
