export { layoutComponents, type LayoutComponents } from './components/layout-components.js';
export { nodeTrainingRegistry, type NodeTrainingComponents } from './components/node-training-registry.js';
export type { ExtensibleSet } from './components/recipe-plugins.js';

export type { Dataset } from '../data/dataset.js';
export type { ElementRecipe } from '../data/element-recipe.js';
export type { LabelOptions } from '../data/labels/label-options.js';
export {
  checkDataset,
  type CheckDatasetOptions,
  type DatasetProblem,
  type DatasetReport,
} from './data/check-dataset.js';
export type { FileDataset, IncompleteSample, OnError } from './data/file-dataset.js';
export { openDataset } from './data/open-dataset.js';
export type { SkippedSample } from './data/loader/batch-task.js';
export {
  createBatchLoader,
  type BatchLoader,
  type BatchLoaderOptions,
  type LoaderStatistics,
  type MixedDataset,
} from './data/loader/create-batch-loader.js';

export { loadRecipe, type LoadRecipeOptions } from './recipe/load-recipe.js';
export {
  nodeRecipeJsonSchema,
  nodeRecipeSchema,
  nodeRecipeSchemaOf,
  type DatasetConfig,
  type NodeRecipe,
  type NodeRecipeInput,
  type RecipeDataset,
} from './recipe/node-recipe.js';
export type { ResolveModel } from './run/open-text.js';
export type { SetupEvent, TrainingEvent } from './run/setup-event.js';
export { trainRecipe, type TrainedRun, type TrainRecipeOptions } from './run/train-recipe.js';
export type { MatchReport, OtherShape } from '../weights/match-report.js';
