import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createModelStore, type ModelProgress } from '@langseg/adapter-node';
import { parseBundleConfig, type BundleConfig, type RunOptions } from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';

/** What a model is: the `config.json` of its bundle, whose hash stands for all its files. */
export interface ModelFacts {
  readonly config: BundleConfig;
  /** Of `config.json`. */
  readonly sha256: string;
}

/**
 * Reads the config of a model, which is downloaded where that is needed.
 *
 * @throws LangSegError as `ModelStore.resolve`, `CONFIG_INVALID`.
 */
export async function readModelFacts(
  model: string,
  options: RunOptions & { readonly onProgress?: (event: ModelProgress) => void },
): Promise<ModelFacts> {
  const ref = model === 'default' ? fileURLToPath(bundleUrl) : model;
  const bytes = await (await createModelStore().resolve(ref, options)).read('config.json');
  const config = parseBundleConfig(JSON.parse(new TextDecoder().decode(bytes)));
  return { config, sha256: createHash('sha256').update(bytes).digest('hex') };
}
