import { ConfusionMatrix } from '../confusion-matrix.js';
import { boundaryF } from '../metrics/boundary-counts.js';
import { CalibrationCounts, expectedCalibrationError } from '../metrics/calibration-bins.js';
import { foregroundBackgroundIoU, frequencyWeightedIoU } from '../metrics/region-scores.js';
import { segmentationScores, type SegmentationScores } from '../segmentation-scores.js';
import type { EvaluationRecord, EvaluationSettings } from './evaluation-record.js';
import { classCountsOf } from './photo-class-counts.js';
import type { PhotoCounts } from './photo-counts.js';

/** What a record is made of. */
export interface RecordParts {
  /** Name of each class. */
  readonly labels: readonly string[];
  readonly settings: EvaluationSettings;
  readonly shard: EvaluationRecord['shard'];
  readonly photos: readonly PhotoCounts[];
  readonly skipped: EvaluationRecord['skipped'];
}

/** Scores photos by what was counted in them. The same counts give the same record, in whatever order they come. */
export function makeRecord({ labels, settings, shard, photos, skipped }: RecordParts): EvaluationRecord {
  const perPhoto = [...photos].sort((a, b) => a.at - b.at);
  const classes = labels.length;
  const whole = new ConfusionMatrix(classes);
  const boundaries = boundaryMeans(classes);
  const calibration = new CalibrationCounts();
  const wrong = { falsePixels: 0, pixels: 0 };
  for (const photo of perPhoto) {
    addCells(whole, photo);
    for (const { groundTruth, predicted } of classCountsOf(photo, classes)) {
      wrong.pixels += groundTruth;
      if (groundTruth === 0) wrong.falsePixels += predicted;
    }
    boundaries.add(photo.boundary ?? []);
    calibration.merge(photo.calibration ?? []);
  }
  const labelled = withoutIgnored(whole);
  const { moreThanPixels, convention, background, countBackground = true } = settings;
  const without = countBackground ? undefined : background;
  const conventions = {
    standard: segmentationScores(labelled, { moreThanPixels, without }),
    official: segmentationScores(whole, { convention: 'official', without }),
  };
  const chosen = conventions[convention];
  const bins = settings.calibrationRows === null ? null : calibration.bins();
  return {
    format: 'langseg-evaluation',
    formatVersion: 1,
    pixelAccuracy: shareOf(chosen.pixAcc),
    meanIoU: shareOf(chosen.mIoU),
    meanIoUOver: countedIn(chosen),
    frequencyWeightedIoU: shareOf(frequencyWeightedIoU(labelled)),
    fbIoU: background === undefined ? null : shareOf(foregroundBackgroundIoU(labelled, background)),
    boundaryF: settings.boundaryTolerance === null ? null : shareOf(boundaries.mean()),
    expectedCalibrationError: bins && shareOf(expectedCalibrationError(bins)),
    falseArea: shareOf(wrong.falsePixels / wrong.pixels),
    classes: chosen.classes.map(({ iou, counted }, index) => {
      const { groundTruth, predicted, intersection } = conventions.standard.classes[index];
      return {
        label: labels[index],
        iou: shareOf(iou),
        pixels: groundTruth,
        predicted,
        intersection,
        counted,
        boundaryF: shareOf(boundaries.ofClass(index)),
      };
    }),
    photos: perPhoto.length,
    conventions: { standard: summary(conventions.standard), official: summary(conventions.official) },
    confusion: whole.toJSON(),
    calibration:
      bins &&
      bins.map(({ accuracy, confidence, ...bin }) => ({
        ...bin,
        accuracy: shareOf(accuracy),
        confidence: shareOf(confidence),
      })),
    settings,
    shard,
    skipped: [...skipped].sort((a, b) => a.at - b.at),
    perPhoto,
  };
}

/**
 * The confusion matrix of one photo.
 *
 * @throws LangSegError `CONFIG_INVALID` when the number of classes is no whole number above 0.
 */
export function photoMatrix({ confusion }: Pick<PhotoCounts, 'confusion'>, classes: number): ConfusionMatrix {
  const matrix = new ConfusionMatrix(classes);
  addCells(matrix, { confusion });
  return matrix;
}

/** Cell by cell: matrices of each photo would take the time of all their zeros. */
function addCells({ counts }: ConfusionMatrix, { confusion }: Pick<PhotoCounts, 'confusion'>): void {
  for (let i = 0; i < confusion.length; i += 2) counts[confusion[i]] += confusion[i + 1];
}

function withoutIgnored(matrix: ConfusionMatrix): ConfusionMatrix {
  const labelled = new ConfusionMatrix(matrix.classes);
  labelled.merge(matrix);
  labelled.counts.fill(0, matrix.classes * matrix.classes);
  return labelled;
}

/** Mean over photos of the mean over their classes, and the mean over photos for each class. */
function boundaryMeans(classes: number) {
  const [sums, photos] = [new Float64Array(classes), new Float64Array(classes)];
  let [sum, count] = [0, 0];
  return {
    add(boundary: readonly number[]): void {
      let own = 0;
      for (let i = 0; i < boundary.length; i += 5) {
        const [number, predicted, predictedNear, truth, truthNear] = boundary.slice(i, i + 5);
        const score = boundaryF({ predicted, predictedNear, truth, truthNear });
        own += score;
        sums[number] += score;
        photos[number]++;
      }
      if (boundary.length === 0) return;
      sum += own / (boundary.length / 5);
      count++;
    },
    mean: () => sum / count,
    ofClass: (number: number) => sums[number] / photos[number],
  };
}

function summary(scores: SegmentationScores) {
  return {
    pixelAccuracy: shareOf(scores.pixAcc),
    meanIoU: shareOf(scores.mIoU),
    classes: countedIn(scores),
  };
}

const countedIn = ({ classes }: SegmentationScores): number =>
  classes.filter(({ counted }) => counted).length;

/** JSON knows no NaN. */
const shareOf = (value: number): number | null => (Number.isNaN(value) ? null : value);
