import { z } from 'zod';

/** Options that every image encoder on an ONNX graph shares. */
export const modelOptions = {
  /** Path of the graph inside the bundle. */
  model: z.string().default('onnx/image_encoder.onnx'),
  /** Length D of a pixel embedding. */
  embeddingDim: z.int().positive().max(16_384),
};
