import {
  dptVit,
  mobilenet,
  mobilenetChannels,
  vitBase32,
  type MobilenetChannels,
} from '@langseg/image-encoders';
import type { ImageArchitecture } from '@langseg/architecture';
import type { Graph, ParameterSpec } from '@langseg/onnx-graph';
import type { Weights } from '@langseg/core';
import type { ObjectiveOptions, OptimizerConfig } from '@langseg/training/parts';

/** A network with random weights, and how it is trained. */
export interface Training {
  readonly specs: readonly ParameterSpec[];
  readonly geometry: ObjectiveOptions['geometry'];
  readonly embeddingDim: number;
  readonly batch: ObjectiveOptions['batch'];
  readonly optimizer: OptimizerConfig;
  /** Values that are kept for the backward pass; all, when left out. */
  readonly recompute?: readonly string[];
  graph(weights: Weights): Graph;
}

const tinyChannels: MobilenetChannels = {
  stem: 8,
  stages: [8, 8, 8, 8, 8, 8, 8],
  expansion: 2,
  pooled: 8,
  context: 8,
  lateral8: 8,
  fuse8: 8,
  lateral4: 8,
  fuse4: 8,
};

const networks = {
  /** A step takes little more than the runtime's own bookkeeping. */
  tiny: (setup: TrainingSetup) =>
    assemble(mobilenet.architecture, { embeddingDim: 16, ...tinyChannels }, setup, {
      batch: { images: 2, height: 32, width: 32, labels: 3 },
      optimizer: { type: 'adam' },
    }),
  'default-model': (setup: TrainingSetup) =>
    assemble(mobilenet.architecture, { embeddingDim: 100, ...mobilenetChannels }, setup, {
      batch: { images: 8, height: 256, width: 256, labels: 20 },
      optimizer: { type: 'adam' },
    }),
  'vit-b32': (setup: TrainingSetup) =>
    assemble(dptVit.architecture, vitBase32, setup, {
      batch: { images: 1, height: 384, width: 384, labels: 20 },
      optimizer: { type: 'sgd', momentum: 0.9, weightDecay: 1e-4 },
    }),
};

/** Names a {@link Training}, for the process that runs it. */
export interface TrainingSetup {
  readonly network: keyof typeof networks;
  /** Photos in a batch, where not as many as usual for the network. */
  readonly images?: number;
  /** Whether values between the architecture's stages are computed a second time. Default false. */
  readonly recompute?: boolean;
}

export function trainingOf(setup: TrainingSetup): Training {
  return networks[setup.network](setup);
}

function assemble<C extends { readonly embeddingDim: number }>(
  architecture: ImageArchitecture<C>,
  config: C,
  { images, recompute }: TrainingSetup,
  { batch, optimizer }: Pick<Training, 'batch' | 'optimizer'>,
): Training {
  return {
    specs: architecture.parameters(config),
    geometry: architecture,
    embeddingDim: config.embeddingDim,
    batch: { ...batch, images: images ?? batch.images },
    optimizer,
    recompute: recompute ? architecture.stages : undefined,
    graph: (weights) => architecture.graph(weights, config, { batchNorm: 'training' }),
  };
}
