import type { Rectangle } from '../image/crop-image.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { createFusedBlocks } from './fused-blocks.js';
import type { Fusion } from './fusion.js';

/** Most scores that are held for rows asked for next: 2²¹ doubles, 16 MB. */
const maxHeld = 2 ** 21;

/**
 * Scores of all labels of a fusion: logits for `sum-logits`, probabilities for `mean-softmax`.
 *
 * @param area of the photo. Default: all of it.
 */
export function fusedRows(
  fusion: Fusion,
  area: Rectangle = { x: 0, y: 0, width: fusion.width, height: fusion.height },
): ScoreRows {
  const { labelCount, fuse } = fusion;
  const { x: left, y: top, width, height } = area;
  const labels = Uint16Array.from({ length: labelCount }, (_, n) => n);
  const scoresIn = createFusedBlocks(fusion);
  const stripHeight = Math.max(1, Math.min(16, Math.floor(maxHeld / (width * labelCount))));
  let first = 0;
  let strip: Float64Array | undefined;
  return {
    width,
    height,
    labelCount,
    kind: fuse === 'sum-logits' ? 'logits' : 'probabilities',
    fill(y, target) {
      if (!strip || y < first || y >= first + stripHeight) {
        first = y;
        const rows = Math.min(stripHeight, height - y);
        strip = scoresIn({ x: left, y: top + y, width, height: rows }, labels, labelCount);
      }
      const plane = width * Math.min(stripHeight, height - first);
      for (let n = 0; n < labelCount; n++)
        for (
          let x = 0, from = n * plane + (y - first) * width, to = n;
          x < width;
          x++, from++, to += labelCount
        )
          target[to] = strip[from];
    },
  };
}
