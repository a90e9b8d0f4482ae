import type { Rectangle } from '../image/crop-image.js';
import type { FusedView } from './fused-view.js';
import type { Fusion } from './fusion.js';
import { allocateCellRow, createCellWinner, fillCellRow } from './cell-row.js';
import { candidatesIn, type GridRange } from './tile-candidates.js';
import type { FusedPaintTarget } from './tile-painter.js';

/** Several labels can win. */
const open = -1;

/** Pixels of a row that are painted at once. */
interface Span {
  start: number;
  end: number;
  /** The label that wins in all of them, or {@link open}. */
  winner: number;
  /** Which part of the row an open span is, and the labels that can win there. */
  part: number;
  readonly labels: Uint16Array;
  count: number;
}

/**
 * Returns a function that writes row `y` of an area which the same views show all over, without scaling: cell by cell of their
 * grids, as the code for a single view does, and with the scores of `createFusedBlocks` where several labels can win. Rows are
 * cheap when asked for in order.
 */
export function createCellPainter(
  fusion: Fusion,
  views: readonly FusedView[],
  area: Rectangle,
  { labelMap, firstRow, firstLabelIndex }: FusedPaintTarget,
): (y: number) => void {
  const { labelCount, width: photoWidth, fuse } = fusion;
  const { starts, lefts, rights } = partsOf(views, area);
  const ranges = views.map((view): GridRange => ({ view, top: -1, bottom: -1, left: -1, right: -1 }));
  const spans: Span[] = [];
  let spanCount = 0;
  const isAveraged = fuse === 'mean-softmax';
  /** The labels that can win in the open span that is painted. */
  const cell = allocateCellRow(views.length, labelCount);
  /** All labels, filled where views disagree. */
  const wholeCell = allocateCellRow(views.length, labelCount);
  const everyLabel = Uint16Array.from({ length: labelCount }, (_, n) => n);
  const cellWinner = createCellWinner(fusion.passes[0], views, labelCount);

  /** Finds out what can win between the grid rows around row `y`, if they aren't those of the row before. */
  function enterRow(y: number): void {
    let isHeld = true;
    for (const range of ranges) {
      const { rows, visible } = range.view;
      const [top, bottom] = [rows.lower[y - visible.y], rows.upper[y - visible.y]];
      isHeld &&= range.top === top && range.bottom === bottom;
      range.top = top;
      range.bottom = bottom;
    }
    if (isHeld) return;
    spanCount = 0;
    for (let part = 0; part + 1 < starts.length; part++) {
      placeRanges(part);
      const winner = commonWinner(ranges);
      const last = spans[spanCount - 1];
      if (winner !== open && spanCount > 0 && last.winner === winner) last.end = starts[part + 1];
      else addSpan(part, winner);
    }
  }

  /** Lets the ranges be the grid points around a part. */
  function placeRanges(part: number): void {
    for (let v = 0; v < ranges.length; v++) {
      ranges[v].left = lefts[v][part];
      ranges[v].right = rights[v][part];
    }
  }

  function addSpan(part: number, winner: number): void {
    const span = (spans[spanCount++] ??= {
      start: 0,
      end: 0,
      winner,
      part,
      labels: new Uint16Array(labelCount),
      count: 0,
    });
    span.start = starts[part];
    span.end = starts[part + 1];
    span.part = part;
    span.winner = winner;
    if (winner !== open) return;
    span.count = candidatesIn(ranges, ranges.length, labelCount, span.labels);
    if (span.count === 1) span.winner = span.labels[0];
  }

  function paintOpen({ start, end, part, labels, count }: Span, y: number): void {
    placeRanges(part);
    fillCellRow(cell, ranges, y, labels, count);
    let isWhole = false;
    const row = (y - firstRow) * photoWidth;
    for (let x = start; x < end; x++) {
      let best = isAveraged ? cellWinner.inEveryView(cell, count, x) : cellWinner.byLogits(cell, count, x, y);
      if (best === open) {
        if (!isWhole) fillCellRow(wholeCell, ranges, y, everyLabel, labelCount);
        isWhole = true;
        best = cellWinner.byProbabilities(cell, count, x, wholeCell);
      }
      labelMap[row + x] = firstLabelIndex + labels[best];
    }
  }

  return (y) => {
    enterRow(y);
    const row = (y - firstRow) * photoWidth;
    for (let s = 0; s < spanCount; s++) {
      const span = spans[s];
      if (span.winner === open) {
        paintOpen(span, y);
        continue;
      }
      labelMap.fill(firstLabelIndex + span.winner, row + span.start, row + span.end);
    }
  };
}

/** Divides the columns of an area where the grid points around them change, in any of the views. */
function partsOf(views: readonly FusedView[], { x, width }: Rectangle) {
  const isStart = (column: number): boolean =>
    column === x ||
    column === x + width ||
    views.some(({ columns: { lower, upper }, visible }) => {
      const at = column - visible.x;
      return lower[at] !== lower[at - 1] || upper[at] !== upper[at - 1];
    });
  const starts = Array.from({ length: width + 1 }, (_, i) => x + i).filter(isStart);
  const pointsOf = (side: 'lower' | 'upper') =>
    views.map(({ columns, visible }) => Int32Array.from(starts, (start) => columns[side][start - visible.x]));
  return { starts: Int32Array.from(starts), lefts: pointsOf('lower'), rights: pointsOf('upper') };
}

/** The label that wins at all grid points around, in every view. */
function commonWinner(ranges: readonly GridRange[]): number {
  let common = open;
  for (let v = 0; v < ranges.length; v++) {
    const { view, top, bottom, left, right } = ranges[v];
    const { winners, gridWidth } = view;
    const winner = winners[top * gridWidth + left];
    if (
      (v > 0 && winner !== common) ||
      winners[top * gridWidth + right] !== winner ||
      winners[bottom * gridWidth + left] !== winner ||
      winners[bottom * gridWidth + right] !== winner
    )
      return open;
    common = winner;
  }
  return common;
}
