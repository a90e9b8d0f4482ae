import { LangSegError, listProblems, safeParse } from '@langseg/core';
import * as z from 'zod';
import type { ImageArchitecture } from './image-architecture.js';
import type { NetworkConfig } from './network-config.js';

/** Schema of what a recipe may write as `sizes`: the name of a preset or all sizes. Default: the default preset. */
export function sizesSchema({ type, sizes, presets, defaultPreset }: ImageArchitecture) {
  return z
    .union([z.enum(Object.keys(presets)), sizes])
    .default(defaultPreset)
    .describe(`Sizes of ${type}, by name or each.`);
}

/**
 * All sizes of a network.
 *
 * @param sizes what a recipe says: the name of a preset or an object. Default: the default preset.
 * @param embeddingDim length D of a pixel embedding, the text encoder's.
 * @throws LangSegError `CONFIG_INVALID` for a preset that there is not, and for sizes that are none.
 */
export function networkConfig(
  architecture: ImageArchitecture,
  sizes: unknown,
  embeddingDim: number,
): NetworkConfig {
  const { type, presets, defaultPreset } = architecture;
  const chosen = sizes ?? defaultPreset;
  if (typeof chosen === 'string') {
    if (!Object.hasOwn(presets, chosen))
      throw new LangSegError(
        'CONFIG_INVALID',
        `${type} has no sizes called "${chosen}"; there are: ${Object.keys(presets).join(', ')}.`,
        { type, sizes: chosen, known: Object.keys(presets) },
      );
    return { ...presets[chosen], embeddingDim };
  }
  const parsed = safeParse(architecture.sizes, chosen);
  if (parsed.success) return { ...parsed.data, embeddingDim };
  throw new LangSegError('CONFIG_INVALID', `Wrong sizes for ${type}:\n${listProblems(parsed.error)}`, {
    type,
    issues: parsed.error.issues,
  });
}
