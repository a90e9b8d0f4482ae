import { createModelStore } from '@langseg/adapter-node';
import { textPartOf, type TextPart } from '@langseg/convert';
import {
  LangSegError,
  type AssetStore,
  type RunOptions,
  type Runtime,
  type TextEncoder,
} from '@langseg/core';
import { clipText, clipTextExported, wordVectors } from '@langseg/text-encoders';
import { z } from 'zod';

/** Finds a model bundle by what a recipe calls it. */
export type ResolveModel = (ref: string, options: RunOptions) => Promise<AssetStore>;

/** Folders, addresses and hub ids, as `createModelStore` knows them. */
export const resolveFromStore: ResolveModel = (ref, options) => createModelStore().resolve(ref, options);

/** A text encoder, ready to use and ready to be put into another bundle. */
export interface OpenText {
  readonly encoder: TextEncoder;
  readonly part: TextPart;
}

const components = [clipText, clipTextExported, wordVectors];

/**
 * Opens the text encoder of a model bundle.
 *
 * @throws LangSegError `CONFIG_INVALID` when the bundle has none that is known; otherwise as `textPartOf` and the
 * component.
 */
export async function openText(
  assets: AssetStore,
  runtime: Runtime,
  { signal }: RunOptions,
): Promise<OpenText> {
  const part = await textPartOf(assets);
  const { type, ...options } = part.component;
  const component = components.find((candidate) => candidate.type === type);
  const parsed = component?.configSchema.safeParse(options);
  if (!component || !parsed?.success)
    throw new LangSegError(
      'CONFIG_INVALID',
      `The text encoder "${type}" of ${assets.location} can't be used: ` +
        (parsed?.error
          ? z.prettifyError(parsed.error)
          : `known are ${components.map((known) => known.type).join(', ')}.`),
      { model: assets.location, type },
    );
  const context = { runtime, assets, signal };
  const encoder = await (component.create as (config: unknown, context: object) => Promise<TextEncoder>)(
    parsed.data,
    context,
  );
  return { encoder, part };
}
