import { isSingle } from '../views/view-plan.js';
import { createFusedScores } from './fused-scores.js';
import type { ImageScores, ImageScoresInit } from './image-scores.js';
import { createSingleScores } from './single-scores.js';

/** Scores of a photo, whether it was looked at once or several times. */
export function createImageScores(init: ImageScoresInit): ImageScores {
  return isSingle(init.encoded().plan) ? createSingleScores(init) : createFusedScores(init);
}
