import { planTrained, type ModelPlan } from '@langseg/convert';
import type { ComponentSet, Preprocessing, Weights } from '@langseg/core';
import { spatialBlockParameters } from '@langseg/heads';
import {
  findImageArchitecture,
  networkConfig,
  type BundlePart,
  type EmbeddingGeometry,
} from '@langseg/architecture';
import type { Graph, ParameterSpec } from '@langseg/onnx-graph';
import { trainingRegistry } from '../components/training-registry.js';
import type { ModelRecipe } from '../recipe/model-schema.js';

/** The network that a recipe describes: image encoder, correlation and regulariser. */
export interface Network {
  readonly recipe: ModelRecipe;
  /** Length D of an embedding. */
  readonly embeddingDim: number;
  readonly geometry: EmbeddingGeometry;
  /** All weights and statistics, those of the regulariser included. */
  readonly specs: readonly ParameterSpec[];
  /** What official checkpoints hold beside that. */
  readonly idleSpecs: readonly ParameterSpec[];
  /** How photos are prepared for the network, in training and afterwards. */
  readonly preprocessing: Preprocessing;
  /** Height and width of images must be multiples of this. */
  readonly sizeMultiple: number;
  /** Values that gradient checkpointing keeps; see `ImageArchitecture.stages`. */
  readonly stages: readonly string[];
  /** Logits of a classifier inside of the network, where its architecture may have one. */
  readonly classifier?: string;
  /** Whether a parameter learns at the decoder's rate. */
  isDecoder(parameter: string): boolean;
  /** From `pixels` to `embeddings`, for training or, with batch norms folded, for use. */
  imageGraph(weights: Weights, purpose: 'training' | 'use'): Graph;
  /** The bundle of the finished model. @throws LangSegError as `planTrained`. */
  plan(weights: Weights, text: BundlePart): Promise<ModelPlan>;
}

/**
 * Makes the network of a recipe.
 *
 * @param embeddingDim length of the text encoder's embeddings.
 * @param registry holds the image encoder.
 * @throws LangSegError `CONFIG_INVALID` for an architecture that there is not, and sizes that don't fit each other.
 */
export function createNetwork(
  recipe: ModelRecipe,
  embeddingDim: number,
  registry: ComponentSet = trainingRegistry,
): Network {
  const { architecture } = findImageArchitecture(registry, recipe.type);
  const config = networkConfig(architecture, recipe.sizes, embeddingDim);
  const { outputStride, upsampling, alignCorners } = architecture;
  const block = recipe.regularizer.type === 'none' ? [] : spatialBlockParameters();
  const preprocessing = { ...architecture.preprocessing, longestSide: recipe.longestSide };
  const training = recipe.batchNorm === 'frozen' ? 'inference' : 'training';
  return {
    recipe,
    embeddingDim,
    geometry: { outputStride, upsampling, alignCorners },
    specs: [...architecture.parameters(config), ...block],
    idleSpecs: architecture.idleParameters(config),
    preprocessing,
    sizeMultiple: architecture.sizeMultiple(config),
    stages: architecture.stages,
    ...(architecture.classifier !== undefined && { classifier: architecture.classifier }),
    isDecoder: (parameter) => architecture.isDecoder(parameter),
    imageGraph: (weights, purpose) =>
      architecture.graph(weights, config, { batchNorm: purpose === 'use' ? 'folded' : training }),
    plan: (weights, text) =>
      planTrained({
        registry,
        type: architecture.type,
        config,
        weights,
        text,
        preprocessing,
        logitScale: recipe.logitScale,
        regularizer: recipe.regularizer,
      }),
  };
}
