/** Resampling filters of Pillow that are provided here. */
export type PillowFilter = 'bilinear' | 'bicubic';

/** Fixed-point weights along one axis: output i is Σₖ weights[i · size + k] · input[starts[i] + k] for k < counts[i]. */
export interface PillowKernel {
  /** Room for weights per output position. */
  readonly size: number;
  readonly starts: Int32Array;
  readonly counts: Int32Array;
  /** Weights times 2^{@link precisionBits}, rounded. */
  readonly weights: Int32Array;
}

/** Fraction bits of the weights: 32 minus 8 for the pixel and 2 for overshoot and sign (Pillow's `PRECISION_BITS`). */
export const precisionBits = 32 - 8 - 2;

const filters: Record<PillowFilter, { support: number; weight: (x: number) => number }> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: (x) => cubic(Math.abs(x)) },
};

/** Keys' cubic convolution with a = −0.5. */
function cubic(x: number): number {
  const a = -0.5;
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
}

/** Filter weights for resizing one axis. Follows `precompute_coeffs` and `normalize_coeffs_8bpc` of Pillow's Resample.c. */
export function pillowKernel(inputLength: number, outputLength: number, filter: PillowFilter): PillowKernel {
  const { support, weight } = filters[filter];
  const scale = inputLength / outputLength;
  const stretch = Math.max(scale, 1);
  const radius = support * stretch;
  const size = Math.ceil(radius) * 2 + 1;
  const starts = new Int32Array(outputLength);
  const counts = new Int32Array(outputLength);
  const weights = new Int32Array(outputLength * size);
  const exact = new Float64Array(size);
  for (let i = 0; i < outputLength; i++) {
    const center = (i + 0.5) * scale;
    const start = Math.max(0, Math.trunc(center - radius + 0.5));
    const count = Math.min(inputLength, Math.trunc(center + radius + 0.5)) - start;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += exact[k] = weight((k + start - center + 0.5) * (1 / stretch));
    for (let k = 0; k < count; k++) {
      const fixed = (sum === 0 ? exact[k] : exact[k] / sum) * 2 ** precisionBits;
      weights[i * size + k] = Math.trunc(fixed + (fixed < 0 ? -0.5 : 0.5));
    }
    starts[i] = start;
    counts[i] = count;
  }
  return { size, starts, counts, weights };
}
