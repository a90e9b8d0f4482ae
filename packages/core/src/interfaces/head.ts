import type { Tensor } from '../tensor/tensor.js';
import type { PixelEmbeddings } from './image-encoder.js';
import type { Disposable, RunOptions } from './run-options.js';

/** Compares every pixel with every word (paper section 3.3, the word-pixel correlation tensor). */
export interface Head extends Disposable {
  readonly specVersion: 1;
  /**
   * @param text unit text embeddings, `[N, D]` for the whole batch or `[B, N, D]` with labels per image.
   * @returns logits `[B, N, h, w]` on the grid of `pixels.norms`: cosine × logit scale.
   * @throws LangSegError `SHAPE_MISMATCH`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  forward(pixels: PixelEmbeddings, text: Tensor<'float32'>, options?: RunOptions): Promise<Tensor<'float32'>>;
}
