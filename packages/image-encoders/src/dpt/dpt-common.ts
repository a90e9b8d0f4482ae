import type { EmbeddingGeometry } from '@langseg/architecture';
import type { Preprocessing } from '@langseg/core';

/** Embeddings at stride 4 that are enlarged twice before and twice after the head, both with aligned corners. */
export const dptGeometry: EmbeddingGeometry = {
  outputStride: 4,
  alignCorners: true,
  upsampling: { factor: 2, alignCorners: true },
};

/** Photos are fitted to 480 pixels, like LSeg's test crops. */
export const dptPreprocessing: Omit<Preprocessing, 'mean' | 'std'> = {
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
};
