export { createRandom } from './random/create-random.js';
export type { StreamKey } from './random/hash-stream.js';
export type { Random } from './random/random.js';
export { createOptimizer, optimizerConfig, type OptimizerConfig } from './optimizers/create-optimizer.js';
export type { Optimizer, UpdatedValues, UpdateValues } from './optimizers/optimizer.js';

export type { BatchSource, TrainingBatch } from './data/batch.js';
export { checkSample } from './data/check-sample.js';
export type { ClassList, Dataset } from './data/dataset.js';
export { elementRecipe, type ElementRecipe } from './data/element-recipe.js';
export { prepareElement, type PreparedElement } from './data/prepare-element.js';
export type { Mask, Sample } from './data/sample.js';
export { stackElements } from './data/stack-elements.js';
export { augmentationConfig, type AugmentationConfig } from './data/augmentation/augmentation-config.js';
export { changeColors, type ColorChange } from './data/augmentation/change-colors.js';
export {
  colorJitterOptions,
  jitterColors,
  type ColorJitterOptions,
} from './data/augmentation/color-jitter.js';
export { createAugmentation, type Augmentation } from './data/augmentation/create-augmentation.js';
export { encodingTrainTransform, type EncodingSizes } from './data/augmentation/encoding-train.js';
export { encodingValidationTransform } from './data/augmentation/encoding-validation.js';
export type { Padding } from './data/augmentation/place-sample.js';
export { randomCropOptions, randomCropTransform } from './data/augmentation/random-crop.js';
export { resizeMask } from './data/augmentation/resize-mask.js';
export { labelOptions, type LabelOptions } from './data/labels/label-options.js';
export { remapTargets } from './data/labels/remap-targets.js';
export { sampleLabels, type SampledLabels } from './data/labels/sample-labels.js';
export {
  createSamplingPlan,
  type PlannedElement,
  type SamplingPlan,
  type SamplingPlanOptions,
} from './data/mixing/sampling-plan.js';

export { averageDecay, updateAverage, type AverageOptions } from './ema/exponential-average.js';
export { accumulateGradients } from './gradients/accumulate-gradients.js';
export { clipGlobalNorm, type ClippedGradients } from './gradients/clip-global-norm.js';
export { globalNorm } from './gradients/global-norm.js';
export { initialWeights } from './initialization/initial-weights.js';
export { initializeWeights, type InitializedWeights } from './initialization/initialize-weights.js';
export { describeMatch, type MatchReport, type OtherShape } from './initialization/match-report.js';
export { matchWeights, type MatchedWeights, type MatchOptions } from './initialization/match-weights.js';
export { createSchedule, scheduleConfig, type ScheduleConfig } from './schedules/create-schedule.js';
export { learningRateAt, type RunPosition } from './schedules/learning-rate-at.js';
export { officialLearningRates, type LearningRates } from './schedules/official-learning-rates.js';
export type { Schedule } from './schedules/schedule.js';
