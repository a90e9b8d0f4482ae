import type { AnyComponent, Plugin } from '@langseg/core';
import { layoutSlot, placeOptions } from '@langseg/datasets';
import type { z } from 'zod';
import { sectionSchema, type TypedComponents } from '../../components/section-schema.js';
import { datasetOptions } from '../../recipe/data-schema.js';
import { recipeJsonSchema, recipeSchemaOf } from '../../recipe/recipe-schema.js';
import { nodeTrainingRegistry } from '../components/node-training-registry.js';

/**
 * Schema of a recipe whose data sets are files, made of those of the components that it can name.
 *
 * @throws LangSegError as `recipeSchemaOf`.
 */
export function nodeRecipeSchemaOf<C extends AnyComponent>(registry: TypedComponents<C>) {
  return recipeSchemaOf(
    registry,
    sectionSchema(registry, layoutSlot, { ...placeOptions, ...datasetOptions }),
  );
}

/** Schema of a recipe without plugins. */
export const nodeRecipeSchema = nodeRecipeSchemaOf(nodeTrainingRegistry);

/** A recipe without plugins, as it is written. */
export type NodeRecipeInput = z.input<typeof nodeRecipeSchema>;

/** A recipe with whatever components whose data sets are files, with all defaults filled in. */
export type NodeRecipe = z.output<ReturnType<typeof nodeRecipeSchemaOf<AnyComponent>>>;

/** A data set of a recipe: its files, and how it is drawn from. */
export type RecipeDataset = NodeRecipe['data']['train'][number];

/**
 * JSON Schema of such a recipe, for completion and checks in editors.
 *
 * @param plugins whose components recipes may name too. Default: none.
 * @throws LangSegError as `recipeSchemaOf` and `Registry.use`.
 */
export function nodeRecipeJsonSchema(plugins: readonly Plugin[] = []): Record<string, unknown> {
  return recipeJsonSchema(nodeRecipeSchemaOf<AnyComponent>(nodeTrainingRegistry.use(...plugins)));
}
