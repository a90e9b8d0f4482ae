import { describe, expect, it } from 'vitest';
import { ConfusionMatrix } from './confusion-matrix.js';
import { segmentationScores } from './segmentation-scores.js';

/** Class 2 is never there but once predicted, class 3 neither. */
function example(): ConfusionMatrix {
  const matrix = new ConfusionMatrix(4);
  matrix.add([0, 0, 0, 1, 1, 2], [0, 0, 0, 0, 1, 1]);
  return matrix;
}

describe('segmentationScores', () => {
  it('leaves out classes without ground truth', () => {
    const { pixAcc, mIoU, classes } = segmentationScores(example());
    expect(pixAcc).toBeCloseTo(4 / 6, 15);
    expect(mIoU).toBeCloseTo((3 / 4 + 1 / 3) / 2, 15);
    expect(classes.map(({ iou, counted }) => [iou, counted])).toEqual([
      [3 / 4, true],
      [1 / 3, true],
      [0, false],
      [NaN, false],
    ]);
    expect(classes[1]).toMatchObject({ intersection: 1, union: 3, groundTruth: 2, predicted: 2 });
  });

  it('leaves out classes with little ground truth', () => {
    expect(segmentationScores(example(), { moreThanPixels: 1 }).mIoU).toBeCloseTo((3 / 4 + 1 / 3) / 2, 15);
    expect(segmentationScores(example(), { moreThanPixels: 2 }).mIoU).toBe(3 / 4);
    expect(segmentationScores(example(), { moreThanPixels: 500 }).mIoU).toBeNaN();
  });

  it('counts every class by the official convention', () => {
    const { mIoU, classes } = segmentationScores(example(), { convention: 'official' });
    expect(mIoU).toBeCloseTo((3 / 4 + 1 / 3) / 4, 15);
    expect(classes.map(({ iou }) => iou)).toEqual([3 / 4, 1 / 3, 0, 0]);
  });

  it('leaves out a class that is told', () => {
    expect(segmentationScores(example(), { without: 0 }).mIoU).toBe(1 / 3);
    expect(segmentationScores(example(), { without: 0, convention: 'official' }).mIoU).toBeCloseTo(1 / 9, 15);
  });

  it('takes targets that are no class as labelled and missed', () => {
    const matrix = example();
    matrix.add([0, 0], [255, 255], { unknownTargets: 'count' });
    const { pixAcc, classes } = segmentationScores(matrix, { convention: 'official' });
    expect(pixAcc).toBe(4 / 8);
    expect(classes[0]).toMatchObject({ iou: 3 / 6, groundTruth: 4, predicted: 5 });
  });

  it('has no scores without pixels', () => {
    const empty = new ConfusionMatrix(2);
    expect(segmentationScores(empty)).toMatchObject({ pixAcc: NaN, mIoU: NaN });
    expect(segmentationScores(empty, { convention: 'official' })).toMatchObject({ pixAcc: 0, mIoU: 0 });
  });
});
