export type { ClassCounts } from './class-counts.js';
export { ConfusionMatrix, type AddOptions, type ConfusionMatrixJson } from './confusion-matrix.js';
export { FewShotMatrices, type FewShotMatricesJson } from './few-shot-matrices.js';
export { fewShotScores, type FewShotScores } from './few-shot-scores.js';
export {
  segmentationScores,
  type ClassScore,
  type ScoreOptions,
  type SegmentationScores,
} from './segmentation-scores.js';
