import type { Preprocessing } from '@langseg/core';

const common = {
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
} as const;

/** Mean and deviation 0.5, as LSeg uses for vision transformers; photos are fitted to 480 pixels like the test crops. */
export const vitPreprocessing: Preprocessing = { ...common, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] };

/** ImageNet statistics, as LSeg uses for ResNet-101. */
export const resnetPreprocessing: Preprocessing = {
  ...common,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};
