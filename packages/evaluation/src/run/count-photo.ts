import { LangSegError, type LabelMap } from '@langseg/core';
import { ConfusionMatrix } from '../confusion-matrix.js';
import { boundaryCounts } from '../metrics/boundary-counts.js';
import type { PhotoCounts } from '../record/photo-counts.js';

/** A prediction and what is right, of one photo. */
export interface PhotoPrediction {
  readonly width: number;
  readonly height: number;
  /** Number of the class of each pixel, row-major. */
  readonly prediction: Int32Array | LabelMap;
  /** The right one: below 0 for pixels that are left out, the number of classes for those with the ignore value. */
  readonly target: Int32Array;
}

/** Options of {@link countPhoto}. */
export interface CountPhotoOptions {
  /** Number of classes, N. */
  readonly classes: number;
  /** Distance within which outlines agree, as a share of the diagonal; `null` leaves outlines out. */
  readonly boundaryTolerance: number | null;
}

/**
 * Counts everything that scores are made of in one photo.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when prediction, target and size differ, `LABELS_INVALID` for a number that is no class.
 */
export function countPhoto(
  { width, height, prediction, target }: PhotoPrediction,
  { classes, boundaryTolerance }: CountPhotoOptions,
): Pick<PhotoCounts, 'confusion' | 'boundary'> {
  if (prediction.length !== width * height || target.length !== width * height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `Prediction and mask of a photo of ${width} × ${height} must have ${width * height} pixels each; ` +
        `got ${prediction.length} and ${target.length}. Resize the prediction to the mask first (nearest neighbour).`,
      { expected: width * height, prediction: prediction.length, target: target.length },
    );
  const matrix = new ConfusionMatrix(classes);
  matrix.add(prediction, target, { unknownTargets: 'count', ignoreIndex: -1 });
  const confusion = cellsOf(matrix);
  if (boundaryTolerance === null) return { confusion };
  const counts = boundaryCounts(
    { width, height, data: prediction },
    { width, height, data: target },
    classes,
    boundaryTolerance * Math.hypot(width, height),
  );
  const boundary = counts.flatMap((each) => [
    each.class,
    each.predicted,
    each.predictedNear,
    each.truth,
    each.truthNear,
  ]);
  return { confusion, boundary };
}

/** Cells that are not 0: cell, count, cell, count … */
function cellsOf({ counts }: ConfusionMatrix): number[] {
  const cells: number[] = [];
  for (let cell = 0; cell < counts.length; cell++) if (counts[cell] > 0) cells.push(cell, counts[cell]);
  return cells;
}
