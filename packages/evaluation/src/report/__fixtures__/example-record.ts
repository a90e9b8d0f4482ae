import type { EvaluationRecord } from '../../record/evaluation-record.js';
import type { PhotoCounts } from '../../record/photo-counts.js';

const hash = '0123456789abcdef'.repeat(4);

/** A record of photos that are given by their confusion cells; scores are counted from them where a test needs them. */
export function exampleRecord(
  labels: readonly string[],
  photos: readonly (readonly (readonly [truth: number, predicted: number, pixels: number])[])[],
  change: Partial<EvaluationRecord> = {},
): EvaluationRecord {
  const classes = labels.length;
  const counts = new Array<number>((classes + 1) * classes).fill(0);
  const perPhoto = photos.map((cells, at): PhotoCounts => {
    for (const [truth, predicted, pixels] of cells) counts[truth * classes + predicted] += pixels;
    return {
      id: `photo ${at}`,
      at,
      confusion: cells.flatMap(([truth, predicted, pixels]) => [truth * classes + predicted, pixels]),
    };
  });
  const sum = (from: number, step: number, times: number) =>
    Array.from({ length: times }, (_, index) => counts[from + step * index]).reduce((a, b) => a + b, 0);
  const scored = labels.map((label, index) => {
    const [pixels, predicted, intersection] = [
      sum(index * classes, 1, classes),
      sum(index, classes, classes),
      counts[index * classes + index],
    ];
    const union = pixels + predicted - intersection;
    return {
      label,
      iou: pixels > 0 ? intersection / union : null,
      pixels,
      predicted,
      intersection,
      counted: pixels > 0,
      boundaryF: null,
    };
  });
  const counted = scored.filter((each) => each.counted);
  const labelled = scored.reduce((total, { pixels }) => total + pixels, 0);
  const means = {
    pixelAccuracy: scored.reduce((total, { intersection }) => total + intersection, 0) / labelled,
    meanIoU: counted.reduce((total, { iou }) => total + iou!, 0) / counted.length,
  };
  return {
    format: 'langseg-evaluation',
    formatVersion: 1,
    ...means,
    meanIoUOver: counted.length,
    frequencyWeightedIoU: counted.reduce((total, { iou, pixels }) => total + (iou! * pixels) / labelled, 0),
    fbIoU: null,
    boundaryF: 0.61,
    expectedCalibrationError: 0.083,
    falseArea: 0.042,
    classes: scored,
    photos: photos.length,
    conventions: {
      standard: { ...means, classes: counted.length },
      official: { ...means, classes },
    },
    confusion: { classes, counts },
    calibration: Array.from({ length: 10 }, (_, index) => ({
      from: index / 10,
      to: (index + 1) / 10,
      pixels: 100 * (index + 1),
      confidence: (index + 0.5) / 10,
      accuracy: Math.min(1, ((index + 0.5) / 10) ** 1.4),
    })),
    settings: {
      model: { name: 'street & <field>', sha256: hash },
      dataset: {
        name: 'meadows',
        layout: { type: 'folder', split: 'val' },
        photos: photos.length,
        sha256: hash,
      },
      words: { classes: labels.map((label) => [label]), sha256: hash },
      templates: 'model',
      view: 'model',
      threshold: 0,
      scale: 'model',
      maskSize: 'photo',
      convention: 'standard',
      moreThanPixels: 0,
      boundaryTolerance: 0.0075,
      calibrationRows: 4,
      versions: { langseg: '0.1.0', node: '22.0.0' },
    },
    shard: null,
    skipped: [],
    perPhoto,
    ...change,
  };
}

/** Thirty photos of twelve classes, with the usual mistakes; `skill` from 0 to 1 says how good the model is. */
export function meadowRecord(skill: number, change: Partial<EvaluationRecord> = {}): EvaluationRecord {
  const labels =
    'sky,grass,tree,cow,sheep,horse,water,road,building with a very long name,car,person,<script>alert(1)</script>'.split(
      ',',
    );
  const photos = Array.from({ length: 30 }, (_, photo) =>
    [0, 1, 2, 3 + (photo % 3), 6 + (photo % 5)].flatMap((truth, place) => {
      const pixels = 9000 - 1400 * place + 37 * photo;
      const right = Math.round(pixels * Math.min(1, skill + 0.04 * ((photo * 7 + truth) % 5)));
      const taken = [6, 2, 1, 4, 3, 4, 0, 8, 7, 7, 3][truth];
      const cells: [number, number, number][] = [
        [truth, truth, right],
        [truth, taken, pixels - right],
      ];
      return cells.filter(([, , count]) => count > 0);
    }),
  );
  return exampleRecord(labels, photos, change);
}
