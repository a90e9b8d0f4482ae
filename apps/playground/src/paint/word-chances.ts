import type { Regions } from '../engine/engine.js';
import { scoresAt } from './pixel-scores.js';

/** How likely a word is at a pixel, among the words of its set. */
export interface WordChance {
  readonly index: number;
  readonly word: string;
  /** 0..1; those of all words add up to 1. */
  readonly probability: number;
}

/**
 * The likeliest words at a pixel, the best first.
 *
 * @param most how many. Default 5.
 */
export function wordChances(regions: Regions, x: number, y: number, most = 5): WordChance[] {
  const probabilities = softmax(scoresAt(regions.scores, regions, x, y));
  return regions.words
    .map((word, index) => ({ index, word, probability: probabilities[index] }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, most);
}

function softmax(scores: Float32Array): number[] {
  const best = Math.max(...scores);
  const powers = Array.from(scores, (score) => Math.exp(score - best));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
