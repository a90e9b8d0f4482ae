import { describe, expect, it } from 'vitest';
import { ConfusionMatrix } from '../confusion-matrix.js';
import { falseArea, foregroundBackgroundIoU, frequencyWeightedIoU } from './region-scores.js';

const prediction = Array.from({ length: 400 }, (_, i) => (i * i + 3 * i) % 4);
/** Class 3 is never there. */
const target = Array.from({ length: 400 }, (_, i) => (i * 5 + Math.floor(i / 7)) % 3);
const matrix = new ConfusionMatrix(4);
matrix.add(prediction, target);

const share = (isPart: (i: number) => boolean, isWhole: (i: number) => boolean = () => true): number => {
  const whole = prediction.map((_, i) => i).filter(isWhole);
  return whole.filter(isPart).length / whole.length;
};
const iou = (isTrue: (truth: number) => boolean): number =>
  share(
    (i) => isTrue(target[i]) && isTrue(prediction[i]),
    (i) => isTrue(target[i]) || isTrue(prediction[i]),
  );

it('frequencyWeightedIoU weighs the IoU of each class by its pixels', () => {
  const expected = [0, 1, 2].reduce(
    (sum, number) => sum + share((i) => target[i] === number) * iou((each) => each === number),
    0,
  );
  expect(frequencyWeightedIoU(matrix)).toBeCloseTo(expected, 14);
  expect(frequencyWeightedIoU(new ConfusionMatrix(2))).toBeNaN();
});

describe('foregroundBackgroundIoU', () => {
  it.each([0, 2])('takes all classes but %d as one', (background) => {
    const expected = (iou((each) => each === background) + iou((each) => each !== background)) / 2;
    expect(foregroundBackgroundIoU(matrix, background)).toBeCloseTo(expected, 14);
  });

  it('takes pixels that are no class as wrong where they were predicted', () => {
    const some = new ConfusionMatrix(2);
    some.add([0, 1, 0, 1], [0, 1, 9, 9], { unknownTargets: 'count' });
    expect(foregroundBackgroundIoU(some, 0)).toBe((1 / 2 + 1 / 2) / 2);
  });

  it('needs a background that is a class', () => {
    expect(() => foregroundBackgroundIoU(matrix, 4)).toThrow('from 0 to 3, got 4');
  });
});

it('falseArea counts pixels given to what is not there', () => {
  expect(falseArea(matrix)).toEqual({
    falsePixels: prediction.filter((each) => each === 3).length,
    pixels: 400,
  });
});
