import { defineImageArchitecture } from '@langseg/architecture';
import type { Preprocessing } from '@langseg/core';
import * as z from 'zod';
import { clipCheckpoint } from './clip-checkpoint.js';
import { clipDenseGraph } from './clip-dense-graph.js';
import { clipTrunk } from './clip-trunk.js';
import { clipParameters } from './clip-parameters.js';
import { assertClipSizes, clipPresets, clipSizes, type ClipSizes } from './clip-sizes.js';

/** Pixels of CLIP; photos are fitted to 336 of them. */
const preprocessing: Preprocessing = {
  mean: [0.48145466, 0.4578275, 0.40821073],
  std: [0.26862954, 0.26130258, 0.27577711],
  resample: 'bilinear',
  longestSide: 336,
  onlyShrink: false,
  sizeMultiple: 16,
};

/**
 * The vision transformer of CLIP (Radford et al. 2021) and OpenCLIP, read patch by patch (MaskCLIP, Zhou et al. 2022; SCLIP, Wang et
 * al. 2024). Takes photos of any size.
 */
export const clip = defineImageArchitecture({
  type: 'clip',
  describe: ({ patchSize, width, depth, gelu = 'quick', readout = 'value' }) =>
    `CLIP vision transformer (${patchSize}-pixel patches, width ${width}, ${depth} blocks, ${gelu} GELU), patches read by ${readout}`,
  options: {
    /** Pixels along one side of a patch. */
    patchSize: z.int().positive().max(1024),
    /** Side of the photos that it was trained on. */
    trainedSide: z.int().positive().max(16_384),
  },
  sizes: clipSizes,
  presets: clipPresets,
  defaultPreset: 'b16',
  preprocessing,
  outputStride: 16,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
  /** Windows of the size that it was trained on, half a window apart, as SCLIP measures. */
  sized: ({
    patchSize,
    trainedSide,
    mean = preprocessing.mean,
    std = preprocessing.std,
  }: Pick<ClipSizes, 'patchSize' | 'trainedSide' | 'mean' | 'std'>) => ({
    outputStride: patchSize,
    preprocessing: { ...preprocessing, mean, std, sizeMultiple: patchSize },
    view: {
      windows: {
        size: trainedSide,
        stride: Math.ceil(trainedSide / 2),
        shortSide: Math.max(preprocessing.longestSide, trainedSide),
      },
      fuse: 'sum-logits',
    },
  }),
  parameters(config: ClipSizes) {
    assertClipSizes(config);
    return clipParameters(config);
  },
  graph: clipDenseGraph,
  isDecoder: (parameter) => /^visual\.(proj$|ln_post\.)/.test(parameter),
  stages: ['quarter_1', 'quarter_2', 'quarter_3'],
  sizeMultiple: ({ patchSize }) => patchSize,
  trunk: clipTrunk,
  checkpoint: clipCheckpoint,
});
