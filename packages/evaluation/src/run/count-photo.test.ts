import { expect, it } from 'vitest';
import { countPhoto } from './count-photo.js';

const count = (prediction: readonly number[], target: readonly number[]) =>
  countPhoto(
    { width: 2, height: 1, prediction: Int32Array.from(prediction), target: Int32Array.from(target) },
    { classes: 2, boundaryTolerance: null },
  );

it('counts pixels by true and predicted class; the number of classes stands for the ignore value', () => {
  expect(count([0, 1], [1, 2])).toEqual({ confusion: [2, 1, 5, 1] });
  expect(count([0, 1], [-1, -1])).toEqual({ confusion: [] });
});

it.each([
  [[0], [0, 1], 'SHAPE_MISMATCH', 'got 1 and 2'],
  [[0, 1], [0, 1, 1], 'SHAPE_MISMATCH', 'Resize the prediction'],
  [[0, 2], [0, 1], 'LABELS_INVALID', '2'],
])('refuses the prediction %j for the mask %j', (prediction, target, code, message) => {
  expect(() => count(prediction, target)).toThrow(expect.objectContaining({ code }));
  expect(() => count(prediction, target)).toThrow(message);
});
