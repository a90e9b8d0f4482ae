export type {
  AugmentationConfig,
  OptimizerConfig,
  ParsedConfigOf,
  ParsedSlotConfig,
  ScheduleConfig,
} from './components/section-configs.js';
export type { SectionSchema, TypedComponents } from './components/section-schema.js';
export type { TrainingComponents } from './components/training-components.js';

export { createNetwork, type Network } from './network/network.js';
export type {
  ModelConfig,
  ModelOptions,
  ModelRecipe,
  NamedDecoder,
  NamedModel,
  NamedRegularizer,
} from './recipe/model-schema.js';
export type { OtherSchema } from './recipe/parse-recipe.js';
export type { StreamKey } from './random/hash-stream.js';

export type { BatchSource, TrainingBatch } from './data/batch.js';
export type { SoftTargets } from './data/teaching/soft-targets.js';
export { createAugmentation } from './components/create-augmentation.js';
export type { Padding } from './augmentation/place-sample.js';
export { remapTargets } from './data/labels/sample-labels.js';
export { graphWeights } from './weights/graph-weights.js';

export type { Teacher } from './objective/append-distillation.js';
export { appendPixelLoss, type PixelLossValues } from './objective/append-pixel-loss.js';
export { objectiveGraph } from './objective/objective-graph.js';
export type { ObjectiveOptions, TrainedRegularizer } from './objective/objective-options.js';

export { createOptimizer } from './components/create-optimizer.js';
export type { UpdatedValues, UpdateValues } from './update/optimizers/optimizer.js';
export { createSchedule } from './components/create-schedule.js';
export { learningRateAt, type RunPosition } from './components/learning-rate-at.js';
export { officialLearningRates, type LearningRates } from './update/schedules/official-learning-rates.js';
export type { BatchResult } from './update/step/batch-result.js';
export type { ParameterGroup, StepOptions } from './update/step/step-options.js';
export {
  createTrainingStep,
  type StepFeeds,
  type TrainingStep,
  type TrainingStepOptions,
} from './update/step/training-step.js';
export { updateGraph } from './update/step/update-graphs.js';
export type { TrainingState } from './update/training-state.js';

export type { RunEvent } from './run/run-event.js';
export type { RunMetrics, SetMetrics, StepMetrics, ValidationMetrics } from './run/run-metrics.js';
export type { BatchLearner, RunParts, RunPlan, Validate, WeightAverage } from './run/run-parts.js';
export type { BestScore, RunProgress } from './run/run-progress.js';
export type { RunSnapshot, RunStore } from './run/run-store.js';
export { train, type RunEnd, type TrainOptions } from './run/train.js';
