import type { LabelMap } from '../math/label-map.js';
import { createFusedBlocks } from './fused-blocks.js';
import type { Fusion } from './fusion.js';
import { createTileCandidates } from './tile-candidates.js';

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

/** Pixels along each side of a tile. */
const side = 8;

/** Writes rows of a label map, pausing after every row of tiles; see `runInSlices`. */
export function* paintFused(
  fusion: Fusion,
  { labelMap, firstRow, lastRow, firstLabelIndex, bestScores }: FusedPaintTarget,
): Generator<number, void> {
  const { width, labelCount } = fusion;
  const candidatesIn = createTileCandidates(fusion);
  const scoresIn = createFusedBlocks(fusion);
  const labels = new Uint16Array(labelCount);
  for (let y = firstRow; y < lastRow; y += side) {
    const height = Math.min(side, lastRow - y);
    for (let x = 0; x < width; x += side) {
      const tile = { x, y, width: Math.min(side, width - x), height };
      const count = candidatesIn(tile, labels);
      const start = (y - firstRow) * width + x;
      if (count === 1 && !bestScores) {
        const label = firstLabelIndex + labels[0];
        for (let row = 0, from = start; row < height; row++, from += width)
          for (let pixel = from; pixel < from + tile.width; pixel++) labelMap[pixel] = label;
        continue;
      }
      const scores = scoresIn(tile, labels, count);
      for (let row = 0, at = 0; row < height; row++)
        for (let column = 0; column < tile.width; column++, at += count) {
          let best = 0;
          for (let c = 1; c < count; c++) if (scores[at + c] > scores[at + best]) best = c;
          const pixel = start + row * width + column;
          if (bestScores) {
            // Rounded before comparing: equal labels of two chunks must tie, so that the first one wins.
            const rounded = Math.fround(scores[at + best]);
            if (!(rounded > bestScores[pixel])) continue;
            bestScores[pixel] = rounded;
          }
          labelMap[pixel] = firstLabelIndex + labels[best];
        }
    }
    yield y + height;
  }
}
