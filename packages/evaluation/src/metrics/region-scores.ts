import { LangSegError } from '@langseg/core';
import { classCounts } from '../class-counts.js';
import type { ConfusionMatrix } from '../confusion-matrix.js';

/**
 * Mean IoU of all classes with ground truth, each weighted by its pixels of ground truth; NaN without any (Long et al. 2015,
 * _Fully Convolutional Networks for Semantic Segmentation_, section 5).
 */
export function frequencyWeightedIoU(matrix: ConfusionMatrix): number {
  let [sum, pixels] = [0, 0];
  for (const { intersection, union, groundTruth } of classCounts(matrix)) {
    if (groundTruth === 0) continue;
    sum += groundTruth * (intersection / union);
    pixels += groundTruth;
  }
  return sum / pixels;
}

/**
 * Mean of the IoU of one class, the background, and the IoU of all others taken as one; NaN where one of them is neither there
 * nor predicted.
 *
 * @throws LangSegError `LABELS_INVALID` for a background that is no class.
 */
export function foregroundBackgroundIoU(matrix: ConfusionMatrix, background: number): number {
  const { classes, counts } = matrix;
  if (!Number.isInteger(background) || background < 0 || background >= classes)
    throw new LangSegError(
      'LABELS_INVALID',
      `The background must be a class from 0 to ${classes - 1}, got ${background}.`,
      { background, classes },
    );
  // Of the background and of everything else.
  const [intersections, unions] = [
    [0, 0],
    [0, 0],
  ];
  for (let truth = 0; truth <= classes; truth++)
    for (let predicted = 0; predicted < classes; predicted++) {
      const count = counts[truth * classes + predicted];
      const given = predicted === background ? 0 : 1;
      const right = truth === background ? 0 : 1;
      unions[given] += count;
      if (truth === classes) continue;
      if (given === right) intersections[given] += count;
      else unions[right] += count;
    }
  return (intersections[0] / unions[0] + intersections[1] / unions[1]) / 2;
}

/** Pixels given to classes of which the target has none: `falsePixels` of `pixels`. Pixels that are no class don't count. */
export function falseArea({ classes, counts }: ConfusionMatrix): { falsePixels: number; pixels: number } {
  let [falsePixels, pixels] = [0, 0];
  const present = Array.from({ length: classes }, (_, truth) =>
    counts.subarray(truth * classes, (truth + 1) * classes).some((count) => count > 0),
  );
  for (let truth = 0; truth < classes; truth++)
    for (let predicted = 0; predicted < classes; predicted++) {
      const count = counts[truth * classes + predicted];
      pixels += count;
      if (!present[predicted]) falsePixels += count;
    }
  return { falsePixels, pixels };
}
