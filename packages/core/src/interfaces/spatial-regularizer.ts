import type { Tensor } from '../tensor/tensor.js';
import type { Disposable, RunOptions } from './run-options.js';

/** Smooths logits over space without knowing the labels (paper section 3.4). */
export interface SpatialRegularizer extends Disposable {
  readonly specVersion: 1;
  /** True when a label's result depends on the other labels; such sets can't be computed in pieces. */
  readonly couplesLabels: boolean;
  /**
   * @param logits `[B, N, h, w]`.
   * @returns logits of the same shape; permuting the labels permutes the result.
   * @throws LangSegError `SHAPE_MISMATCH`, `ABORTED`, `DISPOSED`, `RUNTIME_FAILED`.
   */
  forward(logits: Tensor<'float32'>, options?: RunOptions): Promise<Tensor<'float32'>>;
}
