import { fastExp } from '../math/fast-exp.js';
import type { ScoreRows } from '../interfaces/score-rows.js';

/**
 * Turns logits into probabilities in place: a softmax over every `labelCount` neighbours.
 *
 * @param temperature divides the logits first: above 1 softer, below 1 sharper. Default 1.
 */
export function softmaxInPlace(scores: Float32Array, labelCount: number, temperature = 1): void {
  const sharpness = 1 / temperature;
  for (let start = 0; start < scores.length; start += labelCount) {
    const end = start + labelCount;
    let max = -Infinity;
    for (let i = start; i < end; i++) if (scores[i] > max) max = scores[i];
    let sum = 0;
    for (let i = start; i < end; i++) sum += scores[i] = fastExp((scores[i] - max) * sharpness);
    const factor = 1 / sum;
    for (let i = start; i < end; i++) scores[i] *= factor;
  }
}

/**
 * Probabilities of scores, row by row: the softmax over the labels of every pixel.
 *
 * @param scores those of probabilities are themselves; at another temperature than 1, those of their logarithms.
 * @param temperature divides the logits first: above 1 softer, below 1 sharper. Default 1.
 */
export function probabilityRows(scores: ScoreRows, temperature = 1): ScoreRows {
  const { width, height, labelCount, kind } = scores;
  if (kind === 'probabilities' && temperature === 1) return scores;
  const toProbabilities = (target: Float32Array): void => {
    if (kind === 'probabilities') for (let i = 0; i < target.length; i++) target[i] = Math.log(target[i]);
    softmaxInPlace(target, labelCount, temperature);
  };
  return {
    width,
    height,
    labelCount,
    kind: 'probabilities',
    fill(y, target) {
      scores.fill(y, target);
      toProbabilities(target);
    },
    ...(scores.fillAt && {
      fillAt(y: number, columns: Int32Array, target: Float32Array) {
        scores.fillAt?.(y, columns, target);
        toProbabilities(target);
      },
    }),
  };
}
