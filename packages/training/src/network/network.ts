import {
  findRegularizer,
  partAssets,
  type BundlePart,
  type EmbeddingGeometry,
  type ImageCheckpoint,
} from '@langseg/architecture';
import { imageNetwork, planTrained, type ModelPlan, type NetworkDescription } from '@langseg/convert';
import {
  createPart,
  pipelineSlots,
  type ComponentSet,
  type Preprocessing,
  type Runtime,
  type SpatialRegularizer,
  type Weights,
} from '@langseg/core';
import type { Graph, ParameterSpec } from '@langseg/onnx-graph';
import { trainingRegistry } from '../components/training-registry.js';
import type { TrainedRegularizer } from '../objective/objective-options.js';
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
  /** How the image encoder is stored in checkpoints, if its architecture says so. */
  readonly checkpoint?: ImageCheckpoint;
  /** The regulariser, without weights. */
  readonly regularizer: Omit<TrainedRegularizer, 'weights'>;
  /** The regulariser for use. @throws LangSegError `WEIGHTS_MISMATCH`, and what the component throws. */
  openRegularizer(weights: Weights, runtime: Runtime): Promise<SpatialRegularizer>;
  /**
   * From `pixels` to `embeddings`: for training; for use, with batch norms folded; or for validation, where all weights have
   * their own names and batch norms go by running statistics.
   */
  imageGraph(weights: Weights, purpose: 'training' | 'use' | 'validation'): Graph;
  /** What a file of its weights says of it, so that they can be converted. */
  readonly description: NetworkDescription;
  /** The bundle of the finished model. @throws LangSegError as `planTrained`. */
  plan(weights: Weights, text: BundlePart): Promise<ModelPlan>;
}

/**
 * Makes the network of a recipe.
 *
 * @param embeddingDim length of the text encoder's embeddings.
 * @param registry holds image encoder and regulariser.
 * @throws LangSegError `CONFIG_INVALID` for an architecture that there is not, and sizes that don't fit each other.
 */
export function createNetwork(
  recipe: ModelRecipe,
  embeddingDim: number,
  registry: ComponentSet = trainingRegistry,
): Network {
  const image = imageNetwork(recipe, embeddingDim, registry);
  const { type: kind, ...options } = recipe.regularizer;
  const regularizer = findRegularizer(registry, kind).architecture;
  const { embeddingDim: _, ...sizes } = image.config;
  const preprocessing = { ...image.preprocessing, longestSide: recipe.longestSide };
  const batchNorm = {
    training: recipe.batchNorm === 'frozen' ? 'inference' : 'training',
    validation: 'inference',
    use: 'folded',
  } as const;
  return {
    recipe,
    embeddingDim,
    geometry: image.geometry,
    specs: [...image.specs, ...regularizer.parameters(options)],
    idleSpecs: image.idleSpecs,
    preprocessing,
    sizeMultiple: image.sizeMultiple,
    stages: image.stages,
    ...(image.classifier !== undefined && { classifier: image.classifier }),
    isDecoder: (parameter) => image.isDecoder(parameter),
    ...(image.checkpoint && { checkpoint: image.checkpoint }),
    regularizer: { architecture: regularizer, config: options },
    async openRegularizer(weights, runtime) {
      const part = await regularizer.part(weights, options);
      const assets = partAssets(part, 'the network in training');
      return createPart(registry, pipelineSlots.regularizer, part.component, { runtime, assets });
    },
    description: {
      type: recipe.type,
      sizes,
      ...(recipe.decoder && { decoder: recipe.decoder }),
      embeddingDim,
      longestSide: recipe.longestSide,
      logitScale: recipe.logitScale,
      regularizer: recipe.regularizer,
    },
    imageGraph: (weights, purpose) => image.graph(weights, { batchNorm: batchNorm[purpose] }),
    plan: (weights, text) =>
      planTrained({
        registry,
        image,
        weights,
        text,
        preprocessing,
        logitScale: recipe.logitScale,
        regularizer: recipe.regularizer,
      }),
  };
}
