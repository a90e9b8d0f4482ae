export type {
  AugmentationConfig,
  OptimizerConfig,
  ParsedConfigOf,
  ParsedSlotConfig,
  ScheduleConfig,
} from './components/section-configs.js';
export type { SectionSchema, TypedComponents } from './components/section-schema.js';
export { trainingComponents, type TrainingComponents } from './components/training-components.js';
export { trainingRegistry } from './components/training-registry.js';

export type { Augmentation } from './data/augmentation/augmentation.js';
export {
  defineAugmentation,
  type AugmentationComponent,
} from './data/augmentation/augmentation-component.js';
export type { Padding } from './data/augmentation/place-sample.js';
export type { ClassList } from './data/dataset.js';
export { defineLayout, type DatasetPlace, type LayoutComponent } from './data/layout/layout-component.js';
export type { FolderLayout, Layout, LayoutClasses, ListedLayout } from './data/layout/layout.js';
export type { SampleFiles } from './data/layout/sample-files.js';
export type { MaskValues } from './data/mask-values.js';
export type { Mask, Sample } from './data/sample.js';
export { createRandom } from './random/create-random.js';
export type { StreamKey } from './random/hash-stream.js';
export type { Random } from './random/random.js';
export { defineOptimizer, type OptimizerComponent } from './update/optimizers/optimizer-component.js';
export type { Optimizer, UpdatedValues, UpdateValues } from './update/optimizers/optimizer.js';
export type { Schedule } from './update/schedules/schedule.js';
export { defineSchedule, type ScheduleComponent } from './update/schedules/schedule-component.js';

export { createNetwork, type Network } from './network/network.js';
export type {
  ModelConfig,
  ModelOptions,
  ModelRecipe,
  NamedModel,
  NamedRegularizer,
} from './recipe/model-schema.js';
export { parseRecipe, type OtherSchema, type ParseRecipeOptions } from './recipe/parse-recipe.js';
export {
  recipeJsonSchema,
  recipeSchema,
  recipeSchemaOf,
  type Recipe,
  type RecipeInput,
} from './recipe/recipe-schema.js';
