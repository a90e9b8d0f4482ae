import { openFolder } from '@langseg/adapter-node';
import { describeStateDict, findStateDict, finiteWeights, openCheckpointIn } from '@langseg/checkpoints';
import { readGraph } from '@langseg/convert';
import {
  assetsIn,
  LangSegError,
  parseBundleConfig,
  pipelineSlots,
  readJsonAsset,
  type AssetStore,
  type ComponentSet,
  type RunOptions,
  type Weights,
} from '@langseg/core';
import type { Graph, ParameterSpec } from '@langseg/onnx-graph';
import { trainingRegistry } from '../../components/training-registry.js';
import { namesInScope } from '../../weights/match-weights.js';
import { graphWeights } from '../../weights/graph-weights.js';
import type { NamedWeights } from '../../recipe/training-schema.js';
import type { ResolveModel } from './resolve-model.js';

/** How {@link withNamedWeights} reads. */
export interface NamedWeightsOptions extends RunOptions {
  /** Of the network that the weights are for. */
  readonly specs: readonly ParameterSpec[];
  readonly models: ResolveModel;
  /** Holds the image encoders of models. Default: those that come with LangSeg. */
  readonly registry?: ComponentSet;
  /** Told where in a file the weights were, and what was taken off their names. */
  readonly onNote?: (message: string) => void;
}

/**
 * Hands over weights that are read when they are loaded, for as long as `use` takes. They are found as `convert` finds them.
 *
 * @throws LangSegError what reading the file or the model throws; `FILE_CORRUPT` from `load()` for a weight that holds NaN
 * or infinities; `USAGE` when there is nothing under `stateDict`.
 */
export async function withNamedWeights<T>(
  { checkpoint, model, scope = '', stateDict }: NamedWeights,
  { specs, models, registry = trainingRegistry, onNote, signal }: NamedWeightsOptions,
  use: (weights: Weights) => Promise<T>,
): Promise<T> {
  if (checkpoint === undefined)
    return use(
      finiteWeights(graphWeights(await imageGraphOf(await models(model!, { signal }), registry), specs)),
    );
  const folder = await openFolder(checkpoint);
  try {
    const opened = await openCheckpointIn(folder);
    const names = namesInScope(
      specs.map(({ name }) => name),
      scope,
    );
    const found = findStateDict(opened, names, { key: stateDict });
    if (found) for (const note of describeStateDict(found)) onNote?.(note);
    return await use(finiteWeights(found?.weights ?? opened.tensors));
  } finally {
    await folder.close();
  }
}

async function imageGraphOf(assets: AssetStore, registry: ComponentSet): Promise<Graph> {
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const { component, options } = registry.parseConfig(pipelineSlots.imageEncoder, pipeline.imageEncoder);
  const graph = assetsIn(component.configSchema, options).find(({ kind }) => kind === 'model');
  if (graph) return readGraph(assets, graph.path);
  throw new LangSegError(
    'CONFIG_INVALID',
    `The image encoder "${component.type}" of ${assets.location} has no graph to take weights from.`,
    { model: assets.location, type: component.type },
  );
}
