export { nodeTrainingRegistry, type NodeTrainingComponents } from './components/node-training-registry.js';
export type { ExtensibleSet } from './components/recipe-plugins.js';

export type { ElementRecipe } from '../data/element-recipe.js';
export type { LabelOptions } from '../data/labels/label-options.js';
export type { Teaching, TeachingGrid } from '../data/teaching/teaching.js';
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
  type NodeRecipe,
  type NodeRecipeInput,
  type RecipeDataset,
} from './recipe/node-recipe.js';
export type { ResolveModel } from './weights/resolve-model.js';
export type { SetupEvent, TrainingEvent } from './setup-event.js';
export { trainRecipe, type TrainedRun, type TrainRecipeOptions } from './run/train-recipe.js';
export type { MatchReport, OtherShape } from '../weights/match-report.js';
export {
  readTeacherFolder,
  type Teacher,
  type TeacherDescription,
  type TeacherFolder,
} from './teachers/teacher-folder.js';
export { mapFolderOf, teachPhotos, type TeachPhotosOptions } from './teachers/teach-photos.js';
