import { sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import type { DptResnetSizes } from '../dpt/dpt-resnet-sizes.js';
import { dptResnet } from '../dpt/dpt-resnet.js';
import type { DptResnetConfig } from '../dpt/dpt-resnet-graph.js';
import { dptVit } from '../dpt/dpt-vit.js';
import type { DptVitConfig } from '../dpt/dpt-vit-graph.js';
import type { DptVitSizes } from '../dpt/dpt-vit-sizes.js';
import type { MobilenetSizes } from '../mobilenet/mobilenet-sizes.js';

/** Weights with small numbers that depend on name and position only; variances are positive. */
export function weightsOf(
  specs: readonly Pick<ParameterSpec, 'name' | 'shape'>[],
): Map<string, TensorSource> {
  return new Map(
    specs.map(({ name, shape }) => {
      const value = tensor('float32', shape);
      let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
      for (let i = 0; i < value.data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        value.data[i] = (0.5 * state) / 2 ** 31 + (name.endsWith('running_var') ? 1 : 0);
      }
      return [name, sourceOf(value)];
    }),
  );
}

/** A DPT-ViT for sides that are multiples of 32. */
export const tinyVit: DptVitConfig = {
  patchSize: 16,
  width: 8,
  depth: 5,
  heads: 2,
  outIndices: [0, 1, 2, 3],
  readout: 'project',
  embeddingDim: 6,
};

/** Sizes of {@link tinyVit}; its position embeddings are a 3 × 3 grid. */
export const tinyVitSizes: DptVitSizes = {
  ...tinyVit,
  trainedSide: 48,
  features: [2, 3, 4, 5],
  fusionWidth: 4,
  classes: 10,
};

/** Weights of {@link tinyVit}, those of the unused last block included. */
export function tinyVitWeights(patchSize = 16): Weights {
  const sizes = { ...tinyVitSizes, patchSize, trainedSide: 3 * patchSize };
  return weightsOf([...dptVit.architecture.parameters(sizes), ...dptVit.architecture.idleParameters(sizes)]);
}

/** A ResNet with one bottleneck a stage and DPT's fusion blocks. */
export const tinyResnet: DptResnetConfig = { blocks: [1, 1, 1, 1], embeddingDim: 6 };

/** Sizes of {@link tinyResnet}. */
export const tinyResnetSizes: DptResnetSizes = { ...tinyResnet, width: 2, fusionWidth: 4 };

/** Weights of {@link tinyResnet}. */
export function tinyResnetWeights(): Weights {
  return weightsOf(dptResnet.architecture.parameters(tinyResnetSizes));
}

/** The small encoder with two channels nearly everywhere. */
export const tinyMobilenet: MobilenetSizes = {
  embeddingDim: 6,
  stem: 2,
  stages: [2, 2, 2, 2, 2, 2, 2],
  expansion: 2,
  pooled: 2,
  context: 3,
  lateral8: 2,
  fuse8: 4,
  lateral4: 2,
  fuse4: 5,
};
