import type { Runtime, Tensor, TensorSource } from '@langseg/core';
import type { BatchNormMode, Graph, ParameterSpec } from '@langseg/onnx-graph';
import { inputOf } from '../../image/input-of.js';
import type { ImageArchitecture } from '../../image/image-architecture.js';
import type { NetworkConfig } from '../../image/network-config.js';
import { drawnWeights } from './drawn-weights.js';
import { compute, waves } from './numbers.js';

/** A small network of an architecture, with weights and photos to try it. */
export interface ImageCase {
  readonly architecture: ImageArchitecture;
  readonly config: NetworkConfig;
  /** What the weights don't tell. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Two sizes of `pixels` `[H, W]` that it takes. */
  sizes(): readonly (readonly [height: number, width: number])[];
  specs(): readonly ParameterSpec[];
  idle(): readonly ParameterSpec[];
  weights(specs: readonly ParameterSpec[]): Map<string, TensorSource>;
  graph(batchNorm: BatchNormMode): Graph;
  /** What a graph makes of a photo of the first size. */
  embeddings(graph: Graph): Promise<Tensor>;
}

/** Collects what the tests of an image architecture need. */
export function imageCase(
  architecture: ImageArchitecture,
  config: NetworkConfig,
  runtime: Runtime,
  options: Readonly<Record<string, unknown>>,
): ImageCase {
  const specs = () => architecture.parameters(config);
  const sizes = () => {
    const side = sideOf(architecture.sizeMultiple(config), inputOf(architecture, config).outputStride);
    return [
      [side, 2 * side],
      [2 * side, side],
    ] as const;
  };
  return {
    architecture,
    config,
    options,
    sizes,
    specs,
    idle: () => architecture.idleParameters(config),
    weights: drawnWeights,
    graph: (batchNorm) => architecture.graph(drawnWeights(specs()), config, { batchNorm }),
    embeddings: (graph) => compute(runtime, graph, { pixels: waves([1, 3, ...sizes()[0]]) }, 'embeddings'),
  };
}

/** The least side from 16 pixels that is a multiple of both. */
function sideOf(multiple: number, stride: number): number {
  let side = multiple;
  while (side % stride !== 0 || side < 16) side += multiple;
  return side;
}
