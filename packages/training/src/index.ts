export { trainingComponents } from './components/training-components.js';
export { trainingRegistry } from './components/training-registry.js';

export type { Augmentation } from './augmentation/augmentation.js';
export { defineAugmentation, type AugmentationComponent } from './augmentation/augmentation-component.js';
export { createRandom } from './random/create-random.js';
export type { Random } from './random/random.js';
export { defineOptimizer, type OptimizerComponent } from './update/optimizers/optimizer-component.js';
export type { Optimizer } from './update/optimizers/optimizer.js';
export type { Schedule } from './update/schedules/schedule.js';
export { defineSchedule, type ScheduleComponent } from './update/schedules/schedule-component.js';

export { parseRecipe, type ParseRecipeOptions } from './recipe/parse-recipe.js';
export {
  recipeJsonSchema,
  recipeSchema,
  recipeSchemaOf,
  type Recipe,
  type RecipeInput,
} from './recipe/recipe-schema.js';
