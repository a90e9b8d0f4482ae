import { LangSegError, parseBundleConfig, readJsonAsset, type AssetStore } from '@langseg/core';
import { decodeModel, type Graph } from '@langseg/onnx-graph';
import type { PlannedComponent } from '../model-plan.js';

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

async function readGraph(assets: AssetStore, path: string): Promise<Graph> {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // Read once, when the first weight is wanted; all the weights of a model lie in one file.
  const external = new Map<string, Promise<Uint8Array>>();
  const readExternal = async (location: string, offset: number, length: number) => {
    const reading = external.get(location) ?? assets.read(`${folder}${location}`);
    external.set(location, reading);
    return (await reading).slice(offset, offset + length);
  };
  return decodeModel(await assets.read(path), { readExternal });
}

function isComponent(value: unknown): value is PlannedComponent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
