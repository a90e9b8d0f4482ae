import type { Calibration } from '../calibration/calibration.js';
import type { ComponentSet } from '../components/component-set.js';
import { createPipeline, type PipelineParts } from '../components/pipeline.js';
import type { AssetStore } from '../interfaces/asset-store.js';
import type { RunOptions } from '../interfaces/run-options.js';
import type { Runtime } from '../interfaces/runtime.js';
import { assertKnownParts } from './assert-known-parts.js';
import { assertDtype } from './bundle-dtype.js';
import { parseBundleConfig, type BundleConfig } from './bundle-config.js';
import type { ModelDtype } from './model-dtype.js';
import { halfWherePreferred } from './half-precision.js';
import { readJsonAsset } from './read-json-asset.js';
import { parsePreprocessorConfig } from './preprocessor-config.js';

/** A model bundle, ready to segment with. */
export interface OpenBundle {
  readonly config: BundleConfig;
  readonly parts: PipelineParts;
  /** The bundle's, unless a part was replaced that its logits depend on. */
  readonly calibration?: Calibration;
}

/** Options of {@link openBundle}. */
export interface OpenBundleOptions extends RunOptions {
  /** Components that the bundle's config can name. */
  readonly registry: ComponentSet;
  readonly runtime: Runtime;
  /** Entries that replace those of the bundle, checked like them: another head, another text encoder. */
  readonly override?: object;
  /** The precision that the bundle must have. Default: whichever it has. */
  readonly dtype?: ModelDtype;
}

/**
 * Builds the pipeline of a model bundle.
 *
 * @throws LangSegError `CONFIG_INVALID`, `VERSION_UNSUPPORTED`, `NOT_FOUND`, also for a bundle of another `dtype`, and what the components throw.
 */
export async function openBundle(
  files: AssetStore,
  { registry, runtime, override, dtype, signal }: OpenBundleOptions,
): Promise<OpenBundle> {
  const config = parseBundleConfig(await readJsonAsset(files, 'config.json'));
  if (dtype) assertDtype(config, dtype);
  const preprocessing = parsePreprocessorConfig(await readJsonAsset(files, 'preprocessor_config.json'));
  const assets = await halfWherePreferred(files, config, runtime);
  const pipeline = { ...config.pipeline, ...override };
  assertKnownParts(pipeline, config, registry);
  const parts = await createPipeline(registry, pipeline, { runtime, assets, preprocessing, signal });
  const isWhole = Object.keys(override ?? {}).every((slot) => slot === 'refiner');
  return { config, parts, ...(isWhole && { calibration: config.calibration }) };
}
