export { createRandom } from './random/create-random.js';
export type { StreamKey } from './random/hash-stream.js';
export type { Random } from './random/random.js';
export { createOptimizer } from './update/optimizers/create-optimizer.js';
export {
  defineOptimizer,
  optimizerSlot,
  type OptimizerComponent,
} from './update/optimizers/optimizer-component.js';
export { trainingComponents, type TrainingComponents } from './components/training-components.js';
export { trainingRegistry } from './components/training-registry.js';
export type {
  AugmentationConfig,
  OptimizerConfig,
  ParsedConfigOf,
  ParsedSlotConfig,
  ScheduleConfig,
} from './components/section-configs.js';
export type { SectionSchema, TypedComponents } from './components/section-schema.js';
export {
  defineLayout,
  layoutSlot,
  type DatasetPlace,
  type LayoutComponent,
} from './data/layout/layout-component.js';
export type { FolderLayout, Layout, LayoutClasses, ListedLayout } from './data/layout/layout.js';
export type { SampleFiles } from './data/layout/sample-files.js';
export type { Optimizer, UpdatedValues, UpdateValues } from './update/optimizers/optimizer.js';

export type { BatchSource, TrainingBatch } from './data/batch.js';
export { checkSample } from './data/check-sample.js';
export type { ClassList, Dataset } from './data/dataset.js';
export { elementRecipe, type ElementRecipe } from './data/element-recipe.js';
export { prepareElement, type PreparedElement } from './data/prepare-element.js';
export type { Mask, Sample } from './data/sample.js';
export { stackElements } from './data/stack-elements.js';
export { changeColors, type ColorChange } from './data/augmentation/change-colors.js';
export {
  colorJitterOptions,
  jitterColors,
  type ColorJitterOptions,
} from './data/augmentation/color-jitter.js';
export type { Augmentation } from './data/augmentation/augmentation.js';
export {
  augmentationSlot,
  defineAugmentation,
  type AugmentationComponent,
} from './data/augmentation/augmentation-component.js';
export { createAugmentation } from './data/augmentation/create-augmentation.js';
export type { Padding } from './data/augmentation/place-sample.js';
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

export { averageDecay, updateAverage, type AverageOptions } from './update/average/exponential-average.js';
export { accumulateGradients } from './update/gradients/accumulate-gradients.js';
export { clipGlobalNorm, type ClippedGradients } from './update/gradients/clip-global-norm.js';
export { globalNorm } from './update/gradients/global-norm.js';
export { initialWeights } from './weights/initial-weights.js';
export { initializeWeights, type InitializedWeights } from './weights/initialize-weights.js';
export { describeMatch, type MatchReport, type OtherShape } from './weights/match-report.js';
export { matchWeights, type MatchedWeights, type MatchOptions } from './weights/match-weights.js';
export { appendPixelLoss, type PixelLossValues } from './objective/append-pixel-loss.js';
export { objectiveGraph } from './objective/objective-graph.js';
export type { Teacher } from './objective/append-distillation.js';
export type { ObjectiveOptions, TrainedRegularizer } from './objective/objective-options.js';
export { createSchedule } from './update/schedules/create-schedule.js';
export {
  defineSchedule,
  scheduleSlot,
  type ScheduleComponent,
} from './update/schedules/schedule-component.js';
export { learningRateAt, type RunPosition } from './update/schedules/learning-rate-at.js';
export { officialLearningRates, type LearningRates } from './update/schedules/official-learning-rates.js';
export type { Schedule } from './update/schedules/schedule.js';
export type { BatchResult } from './update/step/batch-result.js';
export type { ParameterGroup, StepOptions } from './update/step/step-options.js';
export {
  createTrainingStep,
  type StepFeeds,
  type TrainingStep,
  type TrainingStepOptions,
} from './update/step/training-step.js';
export { accumulatedUpdate, updateGraph, type AccumulatedUpdate } from './update/step/update-graphs.js';

export { createNetwork, type Network } from './network/network.js';
export { graphWeights } from './weights/graph-weights.js';
export { applyOverrides } from './recipe/apply-overrides.js';
export type { ModelRecipe } from './recipe/model-schema.js';
export { parameterGroups, type GroupPlan } from './recipe/parameter-groups.js';
export { parseRecipe, type OtherSchema, type ParseRecipeOptions } from './recipe/parse-recipe.js';
export { decisivePart, differences } from './recipe/recipe-differences.js';
export {
  recipeJsonSchema,
  recipeSchema,
  recipeSchemaOf,
  type Recipe,
  type RecipeInput,
} from './recipe/recipe-schema.js';
export type { ReportExamples } from './report/example-section.js';
export { reportPage, type ReportOptions } from './report/report-page.js';
export { batchFeeds } from './run/batch-feeds.js';
export { groupLearningRates } from './run/group-learning-rates.js';
export type { RunEvent } from './run/run-event.js';
export type { RunMetrics, SetMetrics, StepMetrics, ValidationMetrics } from './run/run-metrics.js';
export type { BatchLearner, RunParts, RunPlan, Validate, WeightAverage } from './run/run-parts.js';
export { runStart, type BestScore, type RunProgress } from './run/run-progress.js';
export type { RunSnapshot, RunStore } from './run/run-store.js';
export { createStepLearner, type StepLearnerOptions } from './run/step-learner.js';
export { train, type RunEnd, type TrainOptions } from './run/train.js';
export { createValidation, type ValidationOptions, type ValidationSet } from './run/validate-model.js';
export { createWeightAverage } from './run/weight-average.js';
export type { TrainingState } from './update/training-state.js';
export { LabelEmbeddings } from './text/label-embeddings.js';
export { offeredLabels, type OfferedLabels } from './text/offered-labels.js';
export type { MaskValues } from './data/mask-values.js';
export type { ValidationExample } from './run/validation-example.js';
