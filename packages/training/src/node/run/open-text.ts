import type { BundlePart } from '@langseg/architecture';
import { textPartOf } from '@langseg/convert';
import {
  createPart,
  pipelineSlots,
  type ComponentContext,
  type ComponentSet,
  type TextEncoder,
} from '@langseg/core';

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
