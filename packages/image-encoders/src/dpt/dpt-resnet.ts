import { defineImageArchitecture } from '@langseg/architecture';
import { LangSegError } from '@langseg/core';
import { scoped } from '@langseg/onnx-graph';
import * as z from 'zod';
import { resnetStages } from '../resnet/resnet-graph.js';
import { resnetParameters } from '../resnet/resnet-parameters.js';
import { dptGeometry, dptPreprocessing } from './dpt-common.js';
import { dptResnetCheckpoint } from './dpt-resnet-checkpoint.js';
import { dptResnetGraph } from './dpt-resnet-graph.js';
import {
  dptResnetSizes,
  fusionSizes,
  resnet101,
  stemWidth,
  type DptResnetSizes,
} from './dpt-resnet-sizes.js';
import { fusionParameters, idleFusionParameters, isScratch } from './fusion-parameters.js';

const resnetOf = (config: DptResnetSizes) =>
  scoped('pretrained', resnetParameters(config.blocks, stemWidth(config)));

/** A ResNet with DPT's fusion blocks, in the layout of LSeg's official checkpoints (without their prefix `net.`). */
export const dptResnet = defineImageArchitecture({
  type: 'dpt-resnet',
  describe: ({ blocks }) => `DPT fusion on ResNet (${blocks.join(', ')} blocks)`,
  options: { blocks: z.array(z.int().positive().max(1000)).length(4) },
  sizes: dptResnetSizes,
  presets: { resnet101: { blocks: resnet101.blocks } },
  defaultPreset: 'resnet101',
  /** ImageNet statistics, as LSeg uses for ResNet-101. */
  preprocessing: { ...dptPreprocessing, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  ...dptGeometry,
  parameters: (config: DptResnetSizes) => [...resnetOf(config), ...fusionParameters(fusionSizes(config))],
  idleParameters: (config) => idleFusionParameters(fusionSizes(config)),
  graph: dptResnetGraph,
  isDecoder: isScratch,
  stages: ['layer_1', 'layer_2', 'layer_3', 'layer_4', 'path_4', 'path_3', 'path_2'],
  sizeMultiple: () => 32,
  trunk: {
    parameters: resnetOf,
    levels: (config) =>
      fusionSizes(config).features.map((channels, stage) => ({ channels, stride: 4 * 2 ** stage })),
    append: (g, pixels, parameters, { blocks }) =>
      resnetStages(g, pixels, parameters.scope('pretrained'), blocks),
  },
  checkpoint: dptResnetCheckpoint,
  checkSize(height, width) {
    if (height > 0 && width > 0 && height % 32 === 0 && width % 32 === 0) return;
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `This encoder needs sides that are multiples of 32 pixels, got ${height}×${width}.`,
      { height, width },
    );
  },
});
