import { fileSource } from '@langseg/adapters/node';
import { openCheckpoint } from '@langseg/checkpoints';
import { readGraph } from '@langseg/convert';
import { parseBundleConfig, readJsonAsset, type RunOptions, type Weights } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { graphWeights } from '../../network/graph-weights.js';
import type { NamedWeights } from '../../recipe/training-schema.js';
import type { ResolveModel } from './open-text.js';

/** How {@link withNamedWeights} reads. */
export interface NamedWeightsOptions extends RunOptions {
  /** Of the network that the weights are for. */
  readonly specs: readonly ParameterSpec[];
  readonly models: ResolveModel;
}

/**
 * Hands over weights that are read when they are loaded, for as long as `use` takes.
 *
 * @throws LangSegError what reading the file or the model throws.
 */
export async function withNamedWeights<T>(
  { checkpoint, model }: NamedWeights,
  { specs, models, signal }: NamedWeightsOptions,
  use: (weights: Weights) => Promise<T>,
): Promise<T> {
  if (checkpoint === undefined)
    return use(graphWeights(await imageGraphOf(model!, models, { signal }), specs));
  const source = await fileSource(checkpoint);
  try {
    return await use((await openCheckpoint(source)).tensors);
  } finally {
    await source.close();
  }
}

async function imageGraphOf(ref: string, models: ResolveModel, options: RunOptions) {
  const assets = await models(ref, options);
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const encoder = pipeline.imageEncoder as { readonly model?: unknown } | undefined;
  const path = typeof encoder?.model === 'string' ? encoder.model : 'onnx/image_encoder.onnx';
  return readGraph(assets, path);
}
