import { LangSegError, parseBundleConfig, readJsonAsset, type AssetStore } from '@langseg/core';
import type { Graph } from '@langseg/onnx-graph';
import type { PlannedComponent } from '../model-plan.js';
import { readGraph } from './read-graph.js';

/** The text encoder of a bundle with its files, to be put into another bundle. */
export interface TextPart {
  readonly component: PlannedComponent;
  /** Graphs by their path in the bundle; weights are read when they are written. */
  readonly graphs: ReadonlyMap<string, Graph>;
  /** Other files by their path in the bundle. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Options of a text encoder that name a file of the bundle other than the model. */
const fileOptions = ['tokenizer', 'table'] as const;

/**
 * Takes the text encoder out of a model bundle.
 *
 * @throws LangSegError `CONFIG_INVALID` when the bundle has none; `NOT_FOUND`, `IO_FAILED`, `FILE_CORRUPT`,
 * `VERSION_UNSUPPORTED`.
 */
export async function textPartOf(assets: AssetStore): Promise<TextPart> {
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const component = pipeline.textEncoder;
  if (!isComponent(component))
    throw new LangSegError('CONFIG_INVALID', `The model ${assets.location} has no text encoder.`, {
      model: assets.location,
    });
  const files = new Map<string, Uint8Array>();
  for (const option of fileOptions) {
    const path = component[option];
    if (typeof path === 'string') files.set(path, await assets.read(path));
  }
  const { model } = component;
  const graphs = new Map(typeof model === 'string' ? [[model, await readGraph(assets, model)]] : []);
  return { component, graphs, files };
}

function isComponent(value: unknown): value is PlannedComponent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
