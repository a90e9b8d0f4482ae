import type { EmbeddingGeometry } from '@langseg/onnx-graph';

/** Embeddings at stride 4, compared with labels as they are. */
export const mobilenetGeometry: EmbeddingGeometry = {
  outputStride: 4,
  alignCorners: false,
  upsampling: { factor: 1, alignCorners: false },
};
