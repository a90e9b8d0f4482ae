import type { Preprocessing } from '@langseg/core';

/** Photos at 518 pixels, which DINOv2's positions were learned at, normalised by ImageNet's mean and deviation. */
export const imageNetPreprocessing: Preprocessing = {
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
  resample: 'bilinear-antialias',
  longestSide: 518,
  onlyShrink: false,
  sizeMultiple: 14,
};
