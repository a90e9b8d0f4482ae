import { LangSegError, type ComponentSet, type ImageSize } from '@langseg/core';
import type { Augmentation } from '../../augmentation/augmentation.js';
import { createAugmentation } from '../../components/create-augmentation.js';
import { createNetwork, type Network } from '../../network/network.js';
import { parameterGroups, type GroupPlan } from '../../recipe/parameter-groups.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';

/** What is trained, and on how large pictures. */
export interface Design {
  readonly network: Network;
  readonly crop: ImageSize;
  /** How many looks a photo has, if that is known. */
  readonly looks?: number;
  /** Names of all parameters, frozen ones as well. */
  readonly parameters: readonly string[];
  readonly groups: readonly GroupPlan[];
}

/**
 * Makes the network of a recipe and checks that everything fits it.
 *
 * @param registry holds what the recipe names.
 * @param embeddingDim length of the text encoder's embeddings.
 * @throws LangSegError `CONFIG_INVALID` as `createNetwork` and `parameterGroups`, and where the augmentation does not fit.
 */
export function designRun(recipe: NodeRecipe, registry: ComponentSet, embeddingDim: number): Design {
  const network = createNetwork(recipe.model, embeddingDim, registry);
  const augmentation = createAugmentation(recipe.augmentation, registry);
  assertCrop(augmentation.size, network);
  assertFewLooks(recipe, augmentation);
  const parameters = network.specs.filter(({ kind }) => kind === 'parameter').map(({ name }) => name);
  const groups = parameterGroups(parameters, (name) => network.isDecoder(name), recipe);
  const { size: crop, looks } = augmentation;
  return { network, crop, ...(looks !== undefined && { looks }), parameters, groups };
}

function assertCrop({ width, height }: ImageSize, { sizeMultiple, recipe }: Network): void {
  if (width % sizeMultiple === 0 && height % sizeMultiple === 0) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `The sides of a crop must be multiples of ${sizeMultiple} pixels for ${recipe.type}, got ${width} × ${height}. Change augmentation.`,
    { width, height, sizeMultiple },
  );
}

/** Features are kept for each look of a photo, so there must be few. */
function assertFewLooks({ parameters, augmentation: { type } }: NodeRecipe, { looks }: Augmentation): void {
  if (parameters.cacheFeatures === undefined || looks !== undefined) return;
  throw new LangSegError(
    'CONFIG_INVALID',
    `Features can't be kept (parameters.cacheFeatures) if photos look different each time: use augmentation "fixed-views" or "encoding-validation", not "${type}".`,
    { augmentation: type },
  );
}
