import { fitCalibration, type Calibration, type CalibrationSample } from '@langseg/core';
import type { CalibrationPhoto } from './calibration-part.js';
import { RejectionCounts, type RejectionShares } from './rejection-counts.js';

/** A calibration, and what it changes on photos that it was not fitted on. */
export interface ModelCalibration {
  readonly calibration: Calibration;
  /** What it was fitted on. */
  readonly fitted: { readonly photos: number; readonly pixels: number };
  /** What was held out; its pixels count once for every list of words. */
  readonly heldOut: { readonly photos: number; readonly pixels: number };
  /** Without "none of these", on the photos that were held out. */
  readonly before: RejectionShares;
  /** With it. */
  readonly after: RejectionShares;
  /** Photos that could not be read. */
  readonly skipped: readonly { readonly id: string; readonly message: string }[];
}

/**
 * Fits temperature and threshold to the photos that are not held out, and counts in the others what they change. The order of the photos
 * makes no difference beyond rounding.
 *
 * @throws LangSegError `LABELS_INVALID` as `fitCalibration`.
 */
export function finishCalibration(photos: readonly CalibrationPhoto[]): ModelCalibration {
  const measured = photos.flatMap((photo) => ('skipped' in photo ? [] : [photo]));
  const fitted = measured.filter(({ isHeldOut }) => !isHeldOut);
  const heldOut = measured.filter(({ isHeldOut }) => isHeldOut);
  const samples = fitted.flatMap(({ lists }) =>
    lists.flatMap(({ isShown, pixels }) => samplesOf(pixels, isShown.length)),
  );
  const calibration = fitCalibration(samples);
  const [before, after] = [new RejectionCounts(), new RejectionCounts()];
  for (const { isShown, pixels } of heldOut.flatMap(({ lists }) => lists))
    for (let i = 0; i < pixels.length; i += 3) {
      const [right, best, logit] = [pixels[i], pixels[i + 1], pixels[i + 2]];
      before.add({ right, given: best, isAbsent: !isShown[best] });
      const given = logit > calibration.threshold ? best : -1;
      after.add({ right, given, isAbsent: given >= 0 && !isShown[given] });
    }
  return {
    calibration,
    fitted: { photos: fitted.length, pixels: samples.length },
    heldOut: { photos: heldOut.length, pixels: after.pixels },
    before: before.shares,
    after: after.shares,
    skipped: photos.flatMap((photo) =>
      'skipped' in photo ? [{ id: photo.skipped.id, message: photo.skipped.message }] : [],
    ),
  };
}

function samplesOf(pixels: readonly number[], words: number): CalibrationSample[] {
  return Array.from({ length: pixels.length / (words + 1) }, (_, i) => {
    const start = i * (words + 1);
    return { right: pixels[start], logits: pixels.slice(start + 1, start + 1 + words) };
  });
}
