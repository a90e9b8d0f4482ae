import { fileSource } from '@langseg/adapters/node';
import { openCheckpoint } from '@langseg/checkpoints';
import { parseBundleConfig, readJsonAsset, type RunOptions, type Tensor } from '@langseg/core';
import { readGraph } from '@langseg/convert';
import { initializeWeights } from '../../initialization/initialize-weights.js';
import { graphWeights } from '../../network/graph-weights.js';
import type { Network } from '../../network/network.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import type { ResolveModel } from './open-text.js';
import type { TrainingEvent } from './setup-event.js';

/** Where starting weights come from and who is told. */
export interface StartingWeightsOptions extends RunOptions {
  readonly recipe: Pick<NodeRecipe, 'start' | 'seed'>;
  readonly models: ResolveModel;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * The weights that a recipe starts with.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when too little fits, and what reading the checkpoint or model throws.
 */
export async function startingWeights(
  { specs }: Network,
  { recipe, models, onEvent, signal }: StartingWeightsOptions,
): Promise<Map<string, Tensor<'float32'>>> {
  const { start, seed } = recipe;
  if (!start) return (await initializeWeights(specs, { seed })).weights;
  const { scope, minimum, checkpoint, model } = start;
  const source = checkpoint === undefined ? undefined : await fileSource(checkpoint);
  try {
    const found = source
      ? (await openCheckpoint(source)).tensors
      : graphWeights(await imageGraphOf(model!, models, { signal }), specs);
    const { weights, report } = await initializeWeights(specs, { seed, checkpoint: found, scope, minimum });
    onEvent({ type: 'start', from: checkpoint ?? model!, report: report! });
    return weights;
  } finally {
    await source?.close();
  }
}

async function imageGraphOf(ref: string, models: ResolveModel, options: RunOptions) {
  const assets = await models(ref, options);
  const { pipeline } = parseBundleConfig(await readJsonAsset(assets, 'config.json'));
  const encoder = pipeline.imageEncoder as { readonly model?: unknown } | undefined;
  const path = typeof encoder?.model === 'string' ? encoder.model : 'onnx/image_encoder.onnx';
  return readGraph(assets, path);
}
