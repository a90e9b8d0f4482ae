import type { AnyComponent, Plugin, SlotConfig } from '@langseg/core';
import type { z } from 'zod';
import { sectionSchema, type TypedComponents } from '../../components/section-schema.js';
import { layoutSlot } from '../../data/layout/layout-component.js';
import { placeOptions } from '../../data/layout/place-options.js';
import { datasetOptions } from '../../recipe/data-schema.js';
import { recipeJsonSchema, recipeSchemaOf } from '../../recipe/recipe-schema.js';
import { nodeTrainingRegistry } from '../components/node-training-registry.js';
import type { LayoutComponents } from '../components/layout-components.js';

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

/** Where a data set is and how its files are laid out. */
export type DatasetConfig = SlotConfig<LayoutComponents, 'layout'> &
  z.input<z.ZodObject<typeof placeOptions>>;

/**
 * JSON Schema of such a recipe, for completion and checks in editors.
 *
 * @param plugins whose components recipes may name too. Default: none.
 * @throws LangSegError as `recipeSchemaOf` and `Registry.use`.
 */
export function nodeRecipeJsonSchema(plugins: readonly Plugin[] = []): Record<string, unknown> {
  return recipeJsonSchema(nodeRecipeSchemaOf<AnyComponent>(nodeTrainingRegistry.use(...plugins)));
}
