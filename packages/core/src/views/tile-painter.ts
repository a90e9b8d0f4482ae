import type { Rectangle } from '../image/crop-image.js';
import type { LabelMap } from '../math/label-map.js';
import { createFusedBlocks } from './fused-blocks.js';
import type { Fusion } from './fusion.js';
import { createTileCandidates } from './tile-candidates.js';
import { bestPlane, createAgreement, disagreed } from './view-agreement.js';

/** Where fused labels are written. */
export interface FusedPaintTarget {
  /** Rows `firstRow` … `lastRow − 1` of the photo, row-major. */
  readonly labelMap: LabelMap;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Index of the first of the fusion's labels. */
  readonly firstLabelIndex: number;
  /** Scores to beat, as large as the map, raised where a label wins. Without them every pixel is written. */
  readonly bestScores?: Float32Array;
}

/** Returns a function that writes a tile of which several views know something. */
export function createTilePainter(
  fusion: Fusion,
  { labelMap, firstRow, firstLabelIndex, bestScores }: FusedPaintTarget,
): (tile: Rectangle) => void {
  const { width, labelCount, fuse } = fusion;
  const candidatesIn = createTileCandidates(fusion);
  const scoresIn = createFusedBlocks(fusion);
  const agreementIn = fuse === 'mean-softmax' && !bestScores ? createAgreement(fusion) : undefined;
  const labels = new Uint16Array(labelCount);

  function paintScores(tile: Rectangle, count: number): void {
    const scores = scoresIn(tile, labels, count);
    const area = tile.width * tile.height;
    for (let row = 0, at = 0; row < tile.height; row++) {
      let pixel = (tile.y - firstRow + row) * width + tile.x;
      for (const end = pixel + tile.width; pixel < end; pixel++, at++) {
        const best = bestPlane(scores, count, area, at);
        if (bestScores) {
          // Rounded before comparing: equal labels of two chunks must tie, so that the first one wins.
          const rounded = Math.fround(scores[best * area + at]);
          if (!(rounded > bestScores[pixel])) continue;
          bestScores[pixel] = rounded;
        }
        labelMap[pixel] = firstLabelIndex + labels[best];
      }
    }
  }

  /** Returns the part where views disagree and no label has been written, if any. */
  function paintAgreement(tile: Rectangle, agreement: Int32Array): Rectangle | undefined {
    let [left, right, top, bottom] = [tile.width, -1, tile.height, -1];
    for (let y = 0, at = 0; y < tile.height; y++) {
      const start = (tile.y - firstRow + y) * width + tile.x;
      for (let x = 0; x < tile.width; x++, at++) {
        if (agreement[at] !== disagreed) {
          labelMap[start + x] = firstLabelIndex + labels[agreement[at]];
          continue;
        }
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = y;
      }
    }
    if (right < 0) return undefined;
    return { x: tile.x + left, y: tile.y + top, width: right - left + 1, height: bottom - top + 1 };
  }

  return (tile) => {
    const count = candidatesIn(tile, labels);
    if (count === 1 && !bestScores) {
      const label = firstLabelIndex + labels[0];
      let start = (tile.y - firstRow) * width + tile.x;
      for (let row = 0; row < tile.height; row++, start += width)
        for (let pixel = start; pixel < start + tile.width; pixel++) labelMap[pixel] = label;
      return;
    }
    const open = agreementIn ? paintAgreement(tile, agreementIn(tile, labels, count)) : tile;
    if (open) paintScores(open, count);
  };
}
