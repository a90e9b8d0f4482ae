import { LangSegError } from '../errors/lang-seg-error.js';

/** For every output position along one axis, the two input positions it lies between. */
export interface InterpolationAxis {
  /** Nearest input position at or before it; never decreases. */
  readonly lower: Int32Array;
  /** `lower + 1`, or `lower` at the end of the axis. */
  readonly upper: Int32Array;
  /** Weight of `upper`, 0..1; `lower` has the rest. 0 where both are the same. */
  readonly weight: Float32Array;
}

/** Options of {@link interpolationAxis}. */
export interface InterpolationAxisOptions {
  /** True when the centres of the outermost pixels coincide; false when the outer edges do. */
  readonly alignCorners: boolean;
  /** Output pixels per input pixel, when it was given instead of a size; only read without `alignCorners`. */
  readonly scaleFactor?: number;
}

/**
 * Bilinear source positions along one axis, as PyTorch's `F.interpolate` computes them: a step in float32, from there
 * on in float64.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when a length is not a positive integer.
 */
export function interpolationAxis(
  inputLength: number,
  outputLength: number,
  { alignCorners, scaleFactor }: InterpolationAxisOptions,
): InterpolationAxis {
  assertLength(inputLength);
  assertLength(outputLength);
  const lower = new Int32Array(outputLength);
  const upper = new Int32Array(outputLength);
  const weight = new Float32Array(outputLength);
  const step = alignCorners
    ? Math.fround(outputLength > 1 ? (inputLength - 1) / (outputLength - 1) : 0)
    : Math.fround(scaleFactor ? 1 / scaleFactor : inputLength / outputLength);
  for (let i = 0; i < outputLength; i++) {
    const position = alignCorners ? step * i : Math.max(0, step * (i + 0.5) - 0.5);
    lower[i] = Math.min(Math.floor(position), inputLength - 1);
    upper[i] = Math.min(lower[i] + 1, inputLength - 1);
    weight[i] = upper[i] === lower[i] ? 0 : position - lower[i];
  }
  return { lower, upper, weight };
}

/** @throws LangSegError `SHAPE_MISMATCH` when the length of a spatial axis is not a positive integer. */
export function assertLength(length: number): void {
  if (!Number.isInteger(length) || length < 1)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Heights and widths must be positive whole numbers of pixels, got ${length}.`,
      { length },
    );
}
