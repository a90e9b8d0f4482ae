import { z } from 'zod';
import { datasetOptions } from '../../recipe/data-schema.js';
import { recipeJsonSchema, recipeSchemaOf } from '../../recipe/recipe-schema.js';
import { ade20kConfig } from '../data/layouts/ade20k.js';
import { cocoStuffConfig } from '../data/layouts/coco-stuff.js';
import { folderConfig } from '../data/layouts/folder.js';
import { vocConfig } from '../data/layouts/voc.js';

const dataset = z.discriminatedUnion('type', [
  folderConfig.extend(datasetOptions),
  ade20kConfig.extend(datasetOptions),
  vocConfig.extend(datasetOptions),
  cocoStuffConfig.extend(datasetOptions),
]);

/** A data set of a recipe: its files, and how it is drawn from. */
export type RecipeDataset = z.output<typeof dataset>;

/** Schema of a {@link NodeRecipe}. */
export const nodeRecipeSchema = recipeSchemaOf(dataset);

/** A recipe whose data sets are files, as it is written. */
export type NodeRecipeInput = z.input<typeof nodeRecipeSchema>;

/** A recipe whose data sets are files, with all defaults filled in. */
export type NodeRecipe = z.output<typeof nodeRecipeSchema>;

/** JSON Schema of such a recipe, for completion and checks in editors. */
export function nodeRecipeJsonSchema(): Record<string, unknown> {
  return recipeJsonSchema(nodeRecipeSchema);
}
