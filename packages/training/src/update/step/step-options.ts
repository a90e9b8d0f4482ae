import type { Optimizer } from '../optimizers/optimizer.js';

/** Parameters that are updated alike. */
export interface ParameterGroup {
  /** Names in checkpoints. Those that the loss does not depend on stay as they are. */
  readonly parameters: readonly string[];
  readonly optimizer: Optimizer;
  /** Whether learning rates are relative to the size of the weights of each channel; see `relativeLayout`. Default: no. */
  readonly isRelative?: boolean;
}

/** How a loss becomes updates. */
export interface StepOptions {
  readonly groups: readonly ParameterGroup[];
  /** Limit of the gradients' global norm. Default: none. */
  readonly clipNorm?: number;
  /** Names of values that are kept for the backward pass; see `differentiate`. Default: all. */
  readonly recompute?: readonly string[];
}
