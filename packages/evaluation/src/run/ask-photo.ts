import {
  confidenceRows,
  LangSegError,
  type EncodedImage,
  type LabelMap,
  type LabelWarning,
  type RunOptions,
} from '@langseg/core';
import type { Mask } from '@langseg/datasets';
import { CalibrationCounts } from '../metrics/calibration-bins.js';
import type { PhotoCounts } from '../record/photo-counts.js';
import { countPhoto } from './count-photo.js';
import type { Question } from './question.js';
import { lookUp } from './look-up.js';

/** What is counted besides the confusion matrix. */
export interface CountOptions {
  /** Distance within which outlines agree, as a share of the diagonal; `null`: they are not compared. */
  readonly boundaryTolerance: number | null;
  /** Confidence is read on every n-th row; `null`: it is not read. */
  readonly calibrationRows: number | null;
}

/** Options of {@link askPhoto}. */
export interface AskOptions extends RunOptions, CountOptions {
  /** False: without the model's refiner. */
  readonly refine?: boolean;
  readonly onWarning?: (warning: LabelWarning) => void;
}

/** What a question about a photo was answered with, beside what is right. */
export interface PhotoAnswer {
  readonly width: number;
  readonly height: number;
  /** Number of the class of each pixel. */
  readonly prediction: Int32Array | LabelMap;
  /** The right one; below 0 for pixels that are left out. */
  readonly target: Int32Array;
  readonly calibration?: number[];
}

/**
 * Asks a question about an encoded photo.
 *
 * @throws LangSegError `SHAPE_MISMATCH` for a mask of another size, `LABELS_INVALID`, and as `EncodedImage.segment`.
 */
export async function answerPhoto(
  encoded: EncodedImage,
  mask: Mask,
  question: Question,
  options: Omit<AskOptions, 'boundaryTolerance'>,
): Promise<PhotoAnswer> {
  const { width, height } = encoded;
  if (mask.width !== width || mask.height !== height)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `The prediction has ${width} × ${height} pixels, the mask ${mask.width} × ${mask.height}; they must have the same size.`,
      { prediction: [width, height], mask: [mask.width, mask.height] },
    );
  const { words, classes, classOfWord, classOfValue, threshold = 0, background, scoring } = question;
  const { signal, onWarning, calibrationRows, refine } = options;
  const result = await encoded.segment(words, { signal, onWarning, refine, scoring });
  const target = lookUp(mask.data, classOfValue);
  const isRejecting = threshold > 0 && background !== undefined;
  const isClassMap = !isRejecting && classOfWord.every((number, word) => number === word);
  const prediction = isClassMap ? result.labelMap : lookUp(result.labelMap, Int32Array.from(classOfWord));
  const step = isRejecting ? 1 : calibrationRows;
  let calibration: number[] | undefined;
  if (step !== null) {
    const read = confidenceRows(await result.scoreRows({ signal }));
    const counts = new CalibrationCounts();
    const confidence = new Float32Array(width);
    for (let y = 0; y < height; y += step) {
      read(y, confidence);
      for (let x = 0, i = y * width; x < width; x++, i++) {
        if (isRejecting && confidence[x] < threshold) prediction[i] = background;
        const truth = target[i];
        const isKnown = truth >= 0 && truth < classes.length;
        if (isKnown && calibrationRows !== null && y % calibrationRows === 0)
          counts.add(confidence[x], prediction[i] === truth);
      }
    }
    if (calibrationRows !== null) calibration = [...counts.counts];
  }
  return { width, height, prediction, target, ...(calibration && { calibration }) };
}

/**
 * Asks a question about an encoded photo and compares the answer with its mask.
 *
 * @throws LangSegError as {@link answerPhoto}.
 */
export async function askPhoto(
  encoded: EncodedImage,
  mask: Mask,
  question: Question,
  options: AskOptions,
): Promise<Pick<PhotoCounts, 'confusion' | 'boundary' | 'calibration'>> {
  const { calibration, ...answer } = await answerPhoto(encoded, mask, question, options);
  const { boundaryTolerance } = options;
  return {
    ...countPhoto(answer, { classes: question.classes.length, boundaryTolerance }),
    ...(calibration && { calibration }),
  };
}
