import type { ScoreRows } from '@langseg/core';

/** Probability of the best label of each pixel of row `y`, in `target`. */
export function createConfidenceReader(rows: ScoreRows): (y: number, target: Float32Array) => void {
  const { width, labelCount, kind } = rows;
  const scores = new Float32Array(width * labelCount);
  return (y, target) => {
    rows.fill(y, scores);
    for (let x = 0, start = 0; x < width; x++, start += labelCount) {
      let best = -Infinity;
      for (let n = start; n < start + labelCount; n++) if (scores[n] > best) best = scores[n];
      if (kind === 'probabilities') {
        target[x] = best;
        continue;
      }
      let sum = 0;
      for (let n = start; n < start + labelCount; n++) sum += Math.exp(scores[n] - best);
      target[x] = 1 / sum;
    }
  };
}
