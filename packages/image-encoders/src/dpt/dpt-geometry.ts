import type { EmbeddingGeometry } from '@langseg/onnx-graph';

/** Embeddings at stride 4 that are enlarged twice before and twice after the head, both with aligned corners. */
export const dptGeometry: EmbeddingGeometry = {
  outputStride: 4,
  alignCorners: true,
  upsampling: { factor: 2, alignCorners: true },
};
