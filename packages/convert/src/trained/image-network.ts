import {
  decodedNetwork,
  decoderSlot,
  findImageArchitecture,
  inputOf,
  networkConfig,
  trunkDecoderConfig,
  type EmbeddingGeometry,
  type ImageArchitectureComponent,
  type ImageCheckpoint,
  type ImageGraphOptions,
  type NetworkConfig,
} from '@langseg/architecture';
import type { AnyConfig, ComponentSet, Preprocessing, Weights } from '@langseg/core';
import type { Graph, ParameterSpec } from '@langseg/onnx-graph';
import { imageComponent, imageModelPath } from '../image-part.js';
import type { TrainedImage } from './plan-trained.js';

/** An image encoder as a recipe describes it. */
export interface ImageNetworkRecipe {
  /** Type of the architecture. */
  readonly type: string;
  /** Sizes of the network, or their name. Default: the architecture's own. */
  readonly sizes?: unknown;
  /** What is put on the trunk. Default: the architecture's own decoder. */
  readonly decoder?: AnyConfig | undefined;
}

/** The image encoder that a recipe describes, with its own decoder or another one. */
export interface ImageNetwork extends TrainedImage {
  /** All sizes of the network, those of another decoder left out. */
  readonly config: NetworkConfig;
  readonly geometry: EmbeddingGeometry;
  readonly preprocessing: Preprocessing;
  readonly specs: readonly ParameterSpec[];
  /** What official checkpoints hold beside that. */
  readonly idleSpecs: readonly ParameterSpec[];
  readonly stages: readonly string[];
  readonly classifier?: string;
  readonly checkpoint?: ImageCheckpoint;
  isDecoder(parameter: string): boolean;
  graph(weights: Weights, options?: ImageGraphOptions): Graph;
}

/**
 * Makes the image encoder of a recipe.
 *
 * @param embeddingDim length D of an embedding.
 * @param registry holds image encoder and decoder.
 * @throws LangSegError `CONFIG_INVALID` for an architecture or decoder that there is not, and sizes that don't fit each other.
 */
export function imageNetwork(
  recipe: ImageNetworkRecipe,
  embeddingDim: number,
  registry: ComponentSet,
): ImageNetwork {
  const component = findImageArchitecture(registry, recipe.type);
  const config = networkConfig(component.architecture, recipe.sizes, embeddingDim);
  return recipe.decoder ? decoded(component, config, recipe.decoder, registry) : complete(component, config);
}

function complete(component: ImageArchitectureComponent, config: NetworkConfig): ImageNetwork {
  const { architecture } = component;
  const { classifier, checkpoint } = architecture;
  const { outputStride, upsampling, alignCorners, preprocessing } = inputOf(architecture, config);
  return {
    name: architecture.describe(config),
    config,
    component: imageComponent(component, config),
    geometry: { outputStride, upsampling, alignCorners },
    preprocessing,
    specs: architecture.parameters(config),
    idleSpecs: architecture.idleParameters(config),
    sizeMultiple: architecture.sizeMultiple(config),
    stages: architecture.stages,
    ...(classifier !== undefined && { classifier }),
    ...(checkpoint && { checkpoint }),
    isDecoder: (parameter) => architecture.isDecoder(parameter),
    graph: (weights, options) => architecture.graph(weights, config, options),
  };
}

function decoded(
  { architecture }: ImageArchitectureComponent,
  config: NetworkConfig,
  { type: decoderType, ...options }: AnyConfig,
  registry: ComponentSet,
): ImageNetwork {
  const { type } = architecture;
  const { preprocessing } = inputOf(architecture, config);
  const found = registry.parseConfig(decoderSlot, { type: decoderType, ...options });
  const network = decodedNetwork(architecture, config, found.component.create(found.options));
  const { outputStride, upsampling, alignCorners } = network;
  const geometry = { outputStride, upsampling, alignCorners };
  const sizeMultiple = architecture.sizeMultiple(config);
  const { embeddingDim } = config;
  return {
    name: `${decoderType} decoder on ${type}`,
    config,
    component: trunkDecoderConfig({
      ...geometry,
      model: imageModelPath,
      embeddingDim,
      trunk: type,
      decoder: decoderType,
      sizeMultiple,
    }),
    geometry,
    preprocessing,
    specs: network.specs,
    idleSpecs: [],
    sizeMultiple,
    stages: network.stages,
    isDecoder: (parameter) => network.isDecoder(parameter),
    graph: (weights, options) => network.graph(weights, options),
  };
}
