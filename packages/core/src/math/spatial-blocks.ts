import { LangSegError } from '../errors/lang-seg-error.js';
import { assertShape } from '../tensor/assert-shape.js';
import { tensor, type Tensor } from '../tensor/tensor.js';

/** Activation between the passes of a block; `lrelu` has slope 0.01 for negative values. */
export type BlockActivation = 'relu' | 'lrelu' | 'tanh';

/** Parameters of a block: the ten learned numbers, how often they are applied and what lies between. */
export interface SpatialBlockOptions {
  /** 3 × 3 filter, row-major, shared by all labels and all passes. */
  readonly kernel: ArrayLike<number>;
  /** Added to every filtered logit. */
  readonly bias: number;
  /** Number of passes, the last one without activation; 0 counts as 1. */
  readonly depth: number;
  readonly activation: BlockActivation;
}

const activations: Record<BlockActivation, (x: number) => number> = {
  relu: (x) => Math.max(x, 0),
  lrelu: (x) => (x < 0 ? 0.01 * x : x),
  tanh: Math.tanh,
};

/**
 * DepthwiseBlock (LSeg, section 3.4): each label's logits filtered with the same zero-padded 3 × 3 kernel.
 * Follows `depthwise_block` of isl-org/lang-seg, `arch_option` 2.
 *
 * @param logits `[B, N, h, w]`.
 * @returns logits of the same shape.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function depthwiseBlock(logits: Tensor<'float32'>, options: SpatialBlockOptions): Tensor<'float32'> {
  return repeatPasses(logits, options, false);
}

/**
 * BottleneckBlock (LSeg, section 3.4): as {@link depthwiseBlock}, and each pass adds the maximum over the labels of
 * its own input before the activation. Follows `bottleneck_block` of isl-org/lang-seg, `arch_option` 1.
 *
 * @param logits `[B, N, h, w]`.
 * @returns logits of the same shape.
 * @throws LangSegError `SHAPE_MISMATCH`.
 */
export function bottleneckBlock(logits: Tensor<'float32'>, options: SpatialBlockOptions): Tensor<'float32'> {
  return repeatPasses(logits, options, true);
}

function repeatPasses(logits: Tensor<'float32'>, options: SpatialBlockOptions, addMaximum: boolean) {
  const { kernel, bias, depth } = options;
  if (kernel.length !== 9)
    throw new LangSegError('SHAPE_MISMATCH', `The kernel must have 3 × 3 = 9 values, got ${kernel.length}.`);
  const { B, N, h, w } = assertShape('Logits', logits, ['B', 'N', 'h', 'w']);
  const activate = activations[options.activation];
  let current = logits.data;
  for (let pass = 1; pass <= Math.max(depth, 1); pass++) {
    const isLast = pass >= depth;
    const next = new Float32Array(current.length);
    for (let b = 0; b < B; b++) {
      const image = current.subarray(b * N * h * w, (b + 1) * N * h * w);
      const maximum = addMaximum ? maximumOverLabels(image, N, h * w) : undefined;
      for (let n = 0; n < N; n++) {
        const plane = image.subarray(n * h * w, (n + 1) * h * w);
        for (let y = 0; y < h; y++)
          for (let x = 0; x < w; x++) {
            const at = y * w + x;
            const value = filterAt(plane, h, w, y, x, kernel) + bias + (maximum ? maximum[at] : 0);
            next[(b * N + n) * h * w + at] = isLast ? value : activate(value);
          }
      }
    }
    current = next;
  }
  return tensor('float32', logits.shape, current);
}

function maximumOverLabels(image: Float32Array, labels: number, area: number): Float32Array {
  const maximum = image.slice(0, area);
  for (let n = 1; n < labels; n++)
    for (let i = 0; i < area; i++) maximum[i] = Math.max(maximum[i], image[n * area + i]);
  return maximum;
}

function filterAt(
  plane: Float32Array,
  h: number,
  w: number,
  y: number,
  x: number,
  kernel: ArrayLike<number>,
) {
  let sum = 0;
  for (let ky = Math.max(0, 1 - y); ky < Math.min(3, h + 1 - y); ky++)
    for (let kx = Math.max(0, 1 - x); kx < Math.min(3, w + 1 - x); kx++)
      sum += kernel[ky * 3 + kx] * plane[(y + ky - 1) * w + (x + kx - 1)];
  return sum;
}
