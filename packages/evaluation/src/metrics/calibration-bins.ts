/** Bins of confidence: from 0 to 1 in equal steps. */
export const calibrationBins = 15;

/** Confidences are summed in this unit, so that sums don't depend on the order. */
const unit = 2 ** -20;

/** Pixels of one bin of confidence. */
export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  readonly pixels: number;
  /** Share of them that is right; NaN without pixels. */
  readonly accuracy: number;
  /** Their mean confidence; NaN without pixels. */
  readonly confidence: number;
}

/** Counts how often predictions of a confidence are right, in whole numbers. */
export class CalibrationCounts {
  /** Pixels, right ones, and the sum of confidences in units of 2⁻²⁰, bin by bin. */
  readonly counts = new Float64Array(calibrationBins * 3);

  /** @param confidence from 0 to 1: the probability of the predicted label. */
  add(confidence: number, isRight: boolean): void {
    const units = Math.floor(Math.min(1, Math.max(0, confidence)) / unit + 0.5);
    // A bin includes its upper end, as in Guo et al. 2017.
    const at = 3 * Math.max(0, Math.ceil(units * unit * calibrationBins) - 1);
    this.counts[at]++;
    if (isRight) this.counts[at + 1]++;
    this.counts[at + 2] += units;
  }

  /** Adds what another one counted. */
  merge(counts: ArrayLike<number>): void {
    for (let i = 0; i < this.counts.length; i++) this.counts[i] += counts[i];
  }

  /** All bins, from the least confidence. */
  bins(): CalibrationBin[] {
    return Array.from({ length: calibrationBins }, (_, bin) => {
      const [pixels, right, units] = this.counts.subarray(bin * 3, bin * 3 + 3);
      return {
        from: bin / calibrationBins,
        to: (bin + 1) / calibrationBins,
        pixels,
        accuracy: right / pixels,
        confidence: (units * unit) / pixels,
      };
    });
  }
}

/**
 * How far confidence is from the share of right pixels, a mean over bins by pixels (Guo et al. 2017, _On Calibration of Modern
 * Neural Networks_); NaN without pixels.
 */
export function expectedCalibrationError(bins: readonly CalibrationBin[]): number {
  const used = bins.filter(({ pixels }) => pixels > 0);
  const total = used.reduce((sum, { pixels }) => sum + pixels, 0);
  const gap = used.reduce((sum, { pixels, accuracy, confidence }) => {
    return sum + pixels * Math.abs(accuracy - confidence);
  }, 0);
  return gap / total;
}
