import { scoped, type ImageArchitecture } from '@langseg/onnx-graph';
import { bottleneckExpansion, resnetParameters } from '../resnet/resnet-parameters.js';
import { dptGeometry } from './dpt-geometry.js';
import { dptResnetGraph, type DptResnetConfig } from './dpt-resnet-graph.js';
import { fusionParameters, idleFusionParameters, isScratch, type FusionSizes } from './fusion-parameters.js';

/** All sizes of a DPT-ResNet. `dptResnetGraph` reads those beyond its configuration off the weights. */
export interface DptResnetSizes extends DptResnetConfig {
  /** Channels of the stem; default 64, as in every torchvision ResNet. */
  readonly width?: number;
  /** Channels inside the fusion blocks; default 256. */
  readonly fusionWidth?: number;
}

/** LSeg's zero-shot model: DPT's fusion blocks on torchvision's ResNet-101 (upstream `clip_resnet101`). */
export const resnet101: DptResnetSizes = { blocks: [3, 4, 23, 3], embeddingDim: 512 };

/** A ResNet with DPT's fusion blocks, in the layout of LSeg's official checkpoints (without their prefix `net.`). */
export const dptResnetArchitecture: ImageArchitecture<DptResnetSizes> = {
  type: 'dpt-resnet',
  ...dptGeometry,
  parameters: (config) => [
    ...scoped('pretrained', resnetParameters(config.blocks, stemWidth(config))),
    ...fusionParameters(fusionSizes(config)),
  ],
  idleParameters: (config) => idleFusionParameters(fusionSizes(config)),
  graph: dptResnetGraph,
  isDecoder: isScratch,
  stages: ['layer_1', 'layer_2', 'layer_3', 'layer_4', 'path_4', 'path_3', 'path_2'],
  sizeMultiple: () => 32,
};

function stemWidth({ width = 64 }: DptResnetSizes): number {
  return width;
}

function fusionSizes(config: DptResnetSizes): FusionSizes {
  const features = config.blocks.map((_, stage) => bottleneckExpansion * stemWidth(config) * 2 ** stage);
  return { ...config, features };
}
