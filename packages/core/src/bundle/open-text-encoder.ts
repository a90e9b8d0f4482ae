import type { ComponentSet } from '../components/component-set.js';
import { createPart } from '../components/pipeline.js';
import { pipelineSlots } from '../components/pipeline-component.js';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { Runtime } from '../interfaces/runtime.js';
import type { TextEncoder } from '../interfaces/text-encoder.js';
import { assertKnownParts } from './assert-known-parts.js';
import { parseBundleConfig } from './bundle-config.js';
import { readJsonAsset } from './read-json-asset.js';

/** Options of {@link openTextEncoder}. */
export interface OpenTextEncoderOptions extends RunOptions {
  /** Components that the bundle's config can name. */
  readonly registry: ComponentSet;
  readonly runtime: Runtime;
}

/**
 * Builds the text encoder of a model bundle alone, for what needs no photo: `lintLabels`. The other parts of the model are not read.
 *
 * @throws LangSegError `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `NOT_FOUND`, and what the component throws.
 */
export async function openTextEncoder(
  assets: AssetStore,
  { registry, runtime, signal }: OpenTextEncoderOptions,
): Promise<TextEncoder> {
  const config = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const { textEncoder } = config.pipeline as { readonly textEncoder?: unknown };
  assertKnownParts({ textEncoder }, config, registry);
  return createPart(registry, pipelineSlots.textEncoder, textEncoder, { runtime, assets, signal });
}
