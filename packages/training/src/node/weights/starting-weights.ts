import { LangSegError, type ComponentSet, type RunOptions, type Tensor } from '@langseg/core';
import { initializeWeights } from '../../weights/initialize-weights.js';
import type { MatchReport } from '../../weights/match-report.js';
import type { Network } from '../../network/network.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { withNamedWeights } from './named-weights.js';
import type { ResolveModel } from './resolve-model.js';
import type { TrainingEvent } from '../setup-event.js';

/** Where starting weights come from and who is told. */
export interface StartingWeightsOptions extends RunOptions {
  readonly recipe: Pick<NodeRecipe, 'start' | 'seed'>;
  readonly models: ResolveModel;
  /** Names of parameters that are not trained. Default none. */
  readonly frozen?: readonly string[];
  /** Holds the image encoders of models. Default: those that come with LangSeg. */
  readonly registry?: ComponentSet;
  readonly onEvent: (event: TrainingEvent) => void;
}

/**
 * The weights that a recipe starts with.
 *
 * @throws LangSegError `WEIGHTS_MISMATCH` when too little fits, or a frozen parameter is missing, which would stay random; and what reading the checkpoint or model throws.
 */
export async function startingWeights(
  { specs }: Network,
  { recipe: { start, seed }, models, frozen = [], registry, onEvent, signal }: StartingWeightsOptions,
): Promise<Map<string, Tensor<'float32'>>> {
  if (!start) {
    if (frozen.length > 0) onEvent({ type: 'warning', message: randomTrunk });
    return (await initializeWeights(specs, { seed })).weights;
  }
  const { scope, minimum, checkpoint, model } = start;
  const onNote = (message: string) => onEvent({ type: 'note', message });
  return withNamedWeights(start, { specs, models, registry, onNote, signal }, async (found) => {
    const { weights, report } = await initializeWeights(specs, { seed, checkpoint: found, scope, minimum });
    const from = checkpoint ?? model!;
    assertFrozen(frozen, report!, from);
    onEvent({ type: 'start', from, report: report! });
    return weights;
  });
}

const randomTrunk =
  'The frozen parameters (parameters.freeze) are random: there is no start to take them from, and they are never trained.';

/** What is frozen and not found would be random to the end. */
function assertFrozen(frozen: readonly string[], { missing, mismatched }: MatchReport, from: string): void {
  const absent = new Set([...missing, ...mismatched.map(({ name }) => name)]);
  const names = frozen.filter((name) => absent.has(name));
  if (names.length === 0) return;
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ', …' : '');
  const isOldBundle = names.every((name) => name.includes('.attn.qkv.'));
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `${from} has no weights for ${names.length} of the ${frozen.length} frozen parameters, which would stay random: ${shown}. ` +
      (isOldBundle
        ? 'It was converted by an earlier version, which kept only a third of them: convert it again.'
        : "Start from weights that have them, or don't freeze them (parameters.freeze)."),
    { from, missing: names },
  );
}
