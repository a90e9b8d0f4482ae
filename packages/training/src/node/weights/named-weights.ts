import { openFolder } from '@langseg/adapter-node';
import { describeStateDict, findStateDict, finiteWeights, openCheckpointIn } from '@langseg/checkpoints';
import { readGraph } from '@langseg/convert';
import { parseBundleConfig, readJsonAsset, type RunOptions, type Weights } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { namesInScope } from '../../weights/match-weights.js';
import { graphWeights } from '../../weights/graph-weights.js';
import type { NamedWeights } from '../../recipe/training-schema.js';
import type { ResolveModel } from '../run/open-text.js';

/** How {@link withNamedWeights} reads. */
export interface NamedWeightsOptions extends RunOptions {
  /** Of the network that the weights are for. */
  readonly specs: readonly ParameterSpec[];
  readonly models: ResolveModel;
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
  { specs, models, onNote, signal }: NamedWeightsOptions,
  use: (weights: Weights) => Promise<T>,
): Promise<T> {
  if (checkpoint === undefined)
    return use(finiteWeights(graphWeights(await imageGraphOf(model!, models, { signal }), specs)));
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

async function imageGraphOf(ref: string, models: ResolveModel, options: RunOptions) {
  const assets = await models(ref, options);
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const encoder = pipeline.imageEncoder as { readonly model?: unknown } | undefined;
  const path = typeof encoder?.model === 'string' ? encoder.model : 'onnx/image_encoder.onnx';
  return readGraph(assets, path);
}
