import type { BundlePart } from '@langseg/architecture';
import {
  assetsIn,
  LangSegError,
  parseBundleConfig,
  pipelineSlots,
  readJsonAsset,
  type AssetStore,
  type ComponentSet,
} from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';
import { readGraph } from './read-graph.js';

/**
 * Takes the text encoder out of a model bundle with every file that it names, to be put into another bundle.
 *
 * @throws LangSegError `CONFIG_INVALID` when the bundle has none, or one that the registry does not know; `NOT_FOUND`,
 * `IO_FAILED`, `FILE_CORRUPT`, `VERSION_UNSUPPORTED`.
 */
export async function textPartOf(assets: AssetStore, registry: ComponentSet): Promise<BundlePart> {
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  if (pipeline.textEncoder === undefined)
    throw new LangSegError('CONFIG_INVALID', `The model ${assets.location} has no text encoder.`, {
      model: assets.location,
    });
  const { component, options } = registry.parseConfig(pipelineSlots.textEncoder, pipeline.textEncoder);
  const files = new Map<string, Uint8Array>();
  const graphs = new Map<string, Graph>();
  for (const { path, kind } of assetsIn(component.configSchema, options))
    if (kind === 'model') graphs.set(path, await readGraph(assets, path));
    else files.set(path, await assets.read(path));
  return { component: { type: component.type, ...options }, graphs, files };
}
