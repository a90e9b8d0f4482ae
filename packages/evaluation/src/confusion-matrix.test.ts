import { describe, expect, it } from 'vitest';
import { ConfusionMatrix, type ConfusionMatrixJson } from './confusion-matrix.js';

function matrixOf(prediction: ArrayLike<number>, target: ArrayLike<number>): ConfusionMatrix {
  const matrix = new ConfusionMatrix(3);
  matrix.add(prediction, target);
  return matrix;
}

const invalid = (code: string): unknown => expect.objectContaining({ code });

describe('ConfusionMatrix', () => {
  it('counts what was predicted for each true class', () => {
    const matrix = matrixOf([0, 1, 1, 2, 0], [0, 0, 1, 2, 2]);
    expect([...matrix.counts]).toEqual([1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0]);
  });

  it('takes any kind of array, and leaves out ignored pixels whatever was predicted there', () => {
    const matrix = new ConfusionMatrix(3);
    matrix.add(Uint8Array.of(2, 200), Int32Array.of(1, -1));
    matrix.add(Uint16Array.of(2, 1), Uint8Array.of(255, 1), { ignoreIndex: 255 });
    expect([...matrix.counts]).toEqual([0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
  });

  it('refuses or counts targets that are no class', () => {
    const matrix = new ConfusionMatrix(3);
    expect(() => matrix.add([0, 1], [0, 3])).toThrow('pixel 1 must be a class from 0 to 2, got 3');
    expect(() => matrix.add([0], [-1], { ignoreIndex: 255 })).toThrow(invalid('LABELS_INVALID'));
    expect(() => matrix.add([0], [NaN])).toThrow(invalid('LABELS_INVALID'));
    const counting = new ConfusionMatrix(3);
    counting.add([1, 1, 2], [255, 7, -1], { unknownTargets: 'count' });
    expect([...counting.counts.subarray(9)]).toEqual([0, 2, 0]);
  });

  it('refuses predictions that are no class', () => {
    for (const wrong of [3, -1, 0.5, NaN])
      expect(() => matrixOf([wrong], [0]), String(wrong)).toThrow(invalid('LABELS_INVALID'));
    expect(() => matrixOf([0, 1], [0])).toThrow(invalid('SHAPE_MISMATCH'));
  });

  it('adds up matrices', () => {
    const whole = matrixOf([0, 1, 2, 2], [0, 2, 2, 1]);
    const parts = matrixOf([0, 1], [0, 2]);
    parts.merge(matrixOf([2, 2], [2, 1]));
    expect(parts).toEqual(whole);
    expect(() => parts.merge(new ConfusionMatrix(2))).toThrow(invalid('SHAPE_MISMATCH'));
  });

  it('goes through JSON', () => {
    const matrix = matrixOf([0, 1, 2, 2], [0, 2, 2, 1]);
    const json = JSON.parse(JSON.stringify(matrix)) as ConfusionMatrixJson;
    expect(ConfusionMatrix.fromJSON(json)).toEqual(matrix);
    for (const counts of [[1, 2], new Array(12).fill(-1), new Array(12).fill('1'), undefined])
      expect(() => ConfusionMatrix.fromJSON({ classes: 3, counts: counts as number[] })).toThrow(
        invalid('CONFIG_INVALID'),
      );
  });

  it.each([0, 1.5, NaN])('cannot have %d classes', (classes) => {
    expect(() => new ConfusionMatrix(classes)).toThrow(invalid('CONFIG_INVALID'));
  });
});
