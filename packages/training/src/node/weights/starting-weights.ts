import type { ComponentSet, RunOptions, Tensor } from '@langseg/core';
import { initializeWeights } from '../../weights/initialize-weights.js';
import type { Network } from '../../network/network.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { withNamedWeights } from './named-weights.js';
import type { ResolveModel } from './resolve-model.js';
import type { TrainingEvent } from '../setup-event.js';

/** Where starting weights come from and who is told. */
export interface StartingWeightsOptions extends RunOptions {
  readonly recipe: Pick<NodeRecipe, 'start' | 'seed'>;
  readonly models: ResolveModel;
  /** Holds the image encoders of models. Default: those that come with LangSeg. */
  readonly registry?: ComponentSet;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * The weights that a recipe starts with.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when too little fits, and what reading the checkpoint or model throws.
 */
export async function startingWeights(
  { specs }: Network,
  { recipe: { start, seed }, models, registry, onEvent, signal }: StartingWeightsOptions,
): Promise<Map<string, Tensor<'float32'>>> {
  if (!start) return (await initializeWeights(specs, { seed })).weights;
  const { scope, minimum, checkpoint, model } = start;
  const onNote = (message: string) => onEvent({ type: 'note', message });
  return withNamedWeights(start, { specs, models, registry, onNote, signal }, async (found) => {
    const { weights, report } = await initializeWeights(specs, { seed, checkpoint: found, scope, minimum });
    onEvent({ type: 'start', from: checkpoint ?? model!, report: report! });
    return weights;
  });
}
