/** Non-linearity between the passes of a block; `leaky-relu` has slope 0.01, PyTorch's default. */
export type Activation = 'relu' | 'leaky-relu' | 'tanh';

/** What a pass of a block adds up: filtered maps alone, or the maximum over the labels as well. */
export type SpatialBlockKind = 'depthwise' | 'bottleneck';

/** A spatial regularisation block (LSeg, section 3.4): one 3×3 filter shared by all labels and all passes. */
export interface SpatialBlockConfig {
  /** The filter's nine weights, row by row. */
  readonly kernel: readonly number[];
  readonly bias: number;
  /** Number of passes; all but the last are activated. 0 acts like 1, as upstream. */
  readonly depth: number;
  readonly activation: Activation;
}
