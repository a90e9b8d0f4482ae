import type { PipelineConfig, AnyComponent } from '../components/pipeline-config.js';
import type { PipelineParts, Registry } from '../components/registry.js';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { Runtime } from '../interfaces/runtime.js';
import { parseBundleConfig, type BundleConfig } from './bundle-config.js';
import { readJsonAsset } from './read-json-asset.js';
import { parsePreprocessorConfig } from './preprocessor-config.js';

/** A model bundle, ready to segment with. */
export interface OpenBundle {
  readonly config: BundleConfig;
  readonly parts: PipelineParts;
}

/** Options of {@link openBundle}. */
export interface OpenBundleOptions<C extends AnyComponent> extends RunOptions {
  readonly registry: Registry<C>;
  readonly runtime: Runtime;
  /** Entries that replace those of the bundle: another head, another text encoder. */
  readonly override?: Partial<PipelineConfig<C>>;
}

/**
 * Builds the pipeline of a model bundle.
 *
 * @throws LangSegError `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `NOT_FOUND`, and what the components throw.
 */
export async function openBundle<C extends AnyComponent>(
  assets: AssetStore,
  { registry, runtime, override, signal }: OpenBundleOptions<C>,
): Promise<OpenBundle> {
  const config = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const preprocessing = parsePreprocessorConfig(await readJsonAsset(assets, 'preprocessor_config.json'));
  const pipeline = registry.parse({ ...config.pipeline, ...override });
  return { config, parts: await registry.create(pipeline, { runtime, assets, preprocessing, signal }) };
}
