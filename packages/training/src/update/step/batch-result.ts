/** What one batch came to. */
export interface BatchResult {
  readonly loss: number;
  /** L2 norm of all gradients before clipping, where the batch ended an update. */
  readonly gradientNorm?: number;
  /** Whether the batch ended an update; with accumulation only every n-th does. */
  readonly updated: boolean;
  /** Pixels that were not ignored. */
  readonly countedPixels: number;
}
