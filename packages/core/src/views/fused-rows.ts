import type { ScoreRows } from '../interfaces/score-rows.js';
import { createFusedBlocks } from './fused-blocks.js';
import type { Fusion } from './fusion.js';

/** Most scores that are held for rows asked for next: 2²¹ doubles, 16 MB. */
const maxHeld = 2 ** 21;

/** Scores of all labels of a fusion: logits for `sum-logits`, probabilities for `mean-softmax`. */
export function fusedRows(fusion: Fusion): ScoreRows {
  const { width, height, labelCount, fuse } = fusion;
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
        strip = scoresIn({ x: 0, y, width, height: rows }, labels, labelCount);
      }
      const area = width * Math.min(stripHeight, height - first);
      for (let n = 0; n < labelCount; n++)
        for (
          let x = 0, from = n * area + (y - first) * width, to = n;
          x < width;
          x++, from++, to += labelCount
        )
          target[to] = strip[from];
    },
  };
}
