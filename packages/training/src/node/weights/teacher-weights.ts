import {
  LangSegError,
  sourceOf,
  tensor,
  type ComponentSet,
  type RunOptions,
  type Tensor,
} from '@langseg/core';
import { selectOutputs } from '@langseg/onnx-graph';
import { matchWeights } from '../../weights/match-weights.js';
import type { Network } from '../../network/network.js';
import type { NodeRecipe } from '../recipe/node-recipe.js';
import { withNamedWeights } from './named-weights.js';
import type { ResolveModel } from './resolve-model.js';

/** Where a teacher comes from. */
export interface TeacherOptions extends RunOptions {
  readonly recipe: Pick<NodeRecipe, 'distillation' | 'parameters'>;
  readonly models: ResolveModel;
  /** Holds the image encoders of models. Default: those that come with LangSeg. */
  readonly registry?: ComponentSet;
}

/**
 * The weights whose classifier's answers a recipe keeps: all that its logits depend on.
 *
 * @throws LangSegError `CONFIG_INVALID` when the network has no classifier, or features of a frozen part are kept;
 * `WEIGHTS_MISMATCH` when a weight is missing; and what reading the checkpoint or model throws.
 */
export async function teacherWeights(
  network: Network,
  { recipe: { distillation, parameters }, models, registry, signal }: TeacherOptions,
): Promise<ReadonlyMap<string, Tensor<'float32'>> | undefined> {
  if (!distillation) return undefined;
  const needed = classifierSpecs(network);
  if (parameters.cacheFeatures !== undefined)
    throw new LangSegError(
      'CONFIG_INVALID',
      'The classifier of a frozen backbone stays as it is: leave out distillation, or parameters.cacheFeatures.',
    );
  const { scope } = distillation;
  return withNamedWeights(distillation, { specs: needed, models, registry, signal }, async (found) => {
    const { weights } = matchWeights(needed, found, { scope, minimum: 1 });
    return new Map(
      await Promise.all([...weights].map(async ([name, weight]) => [name, await weight.load()] as const)),
    );
  });
}

function classifierSpecs(network: Network) {
  const { classifier, specs, recipe } = network;
  const weights = new Map(specs.map(({ name, shape }) => [name, sourceOf(tensor('float32', shape))]));
  const graph = network.imageGraph(weights, 'training');
  const hasClassifier = graph.nodes.some(({ outputs }) => outputs.includes(classifier ?? ''));
  if (classifier === undefined || !hasClassifier)
    throw new LangSegError(
      'CONFIG_INVALID',
      `distillation keeps the answers of the network's own classifier, and this ${recipe.type} has none.`,
      { type: recipe.type },
    );
  const { initializers } = selectOutputs(graph, [classifier]);
  return specs.filter(({ name }) => initializers.has(name));
}
