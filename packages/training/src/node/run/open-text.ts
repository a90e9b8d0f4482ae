import { createModelStore } from '@langseg/adapter-node';
import type { BundlePart } from '@langseg/architecture';
import { textPartOf } from '@langseg/convert';
import {
  createPart,
  pipelineSlots,
  type AssetStore,
  type ComponentContext,
  type ComponentSet,
  type RunOptions,
  type TextEncoder,
} from '@langseg/core';

/** Finds a model bundle by what a recipe calls it. */
export type ResolveModel = (ref: string, options: RunOptions) => Promise<AssetStore>;

/** Folders, addresses and hub ids, as `createModelStore` knows them. */
export const resolveFromStore: ResolveModel = (ref, options) => createModelStore().resolve(ref, options);

/** A text encoder, ready to use and ready to be put into another bundle. */
export interface OpenText {
  readonly encoder: TextEncoder;
  readonly part: BundlePart;
}

/**
 * Opens the text encoder of a model bundle.
 *
 * @param registry holds the text encoder.
 * @throws LangSegError `CONFIG_INVALID` when the bundle has none that is known; otherwise as `textPartOf` and the
 * component.
 */
export async function openText(registry: ComponentSet, context: ComponentContext): Promise<OpenText> {
  const part = await textPartOf(context.assets, registry);
  return { encoder: await createPart(registry, pipelineSlots.textEncoder, part.component, context), part };
}
