import type { Rectangle } from '../image/crop-image.js';
import { createRowPainter } from '../math/label-row-painter.js';
import type { WinnerRow } from '../math/winner-rows.js';
import type { FusedView } from './fused-view.js';
import type { Fusion } from './fusion.js';
import { createCellPainter } from './cell-painter.js';
import { createTilePainter, type FusedPaintTarget } from './tile-painter.js';
import { viewRegions } from './view-regions.js';

/** Pixels along each side of a tile. */
const side = 8;

/** Writes rows of a label map, pausing after every row of pixels or of tiles; see `runInSlices`. */
export function* paintFused(fusion: Fusion, target: FusedPaintTarget): Generator<void, void> {
  const paintTile = createTilePainter(fusion, target);
  for (const { area, views } of viewRegions(fusion, target.firstRow, target.lastRow)) {
    const right = area.x + area.width;
    const bottom = area.y + area.height;
    if (views?.length === 1) {
      yield* paintOnly(views[0], area, fusion.width, target);
      continue;
    }
    if (views && !target.bestScores) {
      const paintRow = createCellPainter(fusion, views, area, target);
      for (let y = area.y; y < bottom; y++) {
        paintRow(y);
        yield;
      }
      continue;
    }
    for (let y = area.y; y < bottom; y += side) {
      const height = Math.min(side, bottom - y);
      for (let x = area.x; x < right; x += side)
        paintTile({ x, y, width: Math.min(side, right - x), height });
      yield;
    }
  }
}

/** Where there is one view, its logits decide, whatever the rule. */
function* paintOnly(
  { visible, gridWidth, logits, winners, rows, columns }: FusedView,
  area: Rectangle,
  photoWidth: number,
  { labelMap, firstRow, firstLabelIndex, bestScores }: FusedPaintTarget,
): Generator<void, void> {
  const rowAt = (y: number): WinnerRow => {
    const start = y * gridWidth;
    return { start, winners: winners.subarray(start, start + gridWidth) };
  };
  const from = area.x - visible.x;
  const geometry = { rows, columns, from, to: from + area.width };
  const target = { labelMap, firstLabelIndex, bestScores };
  const paintRow = createRowPainter({ logits, rowAt }, geometry, target);
  for (let y = area.y; y < area.y + area.height; y++) {
    paintRow(y - visible.y, (y - firstRow) * photoWidth + area.x);
    yield;
  }
}
