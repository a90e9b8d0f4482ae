import { LangSegError } from '../errors/lang-seg-error.js';
import type { Calibration } from './calibration.js';

/** Logits of all labels at a pixel whose class is known. */
export interface CalibrationSample {
  readonly logits: ArrayLike<number>;
  /** Index of the right label, or −1 where the pixel shows something else. */
  readonly right: number;
}

const mostSteps = 50;

/**
 * Finds temperature T and threshold t under which labelled pixels are most probable: the softmax over all labels and one more,
 * "none of these", with the logit t everywhere, all divided by T. Pixels that one of the labels fits and pixels that none fits count
 * as much as each other, however many there are.
 *
 * In 1/T and t/T the logarithm of the probability is concave, so that Newton's method finds the only best point.
 *
 * @throws LangSegError `LABELS_INVALID` without pixels of both kinds, or where the logits don't tell them apart.
 */
export function fitCalibration(samples: readonly CalibrationSample[]): Calibration {
  const outside = samples.filter(({ right }) => right < 0).length;
  const inside = samples.length - outside;
  if (inside === 0 || outside === 0)
    throw new LangSegError(
      'LABELS_INVALID',
      `Calibrating needs pixels that a label fits and pixels that none fits, got ${inside} and ${outside}.`,
      { inside, outside },
    );
  const point: Point = { sharpness: 1, bias: 0 };
  let loss = lossAt(samples, point, inside, outside);
  for (let step = 0; step < mostSteps; step++) {
    const { slope, curvature } = loss;
    const [[a, b], [, d]] = curvature;
    const determinant = a * d - b * b;
    const towards = [
      (d * slope[0] - b * slope[1]) / determinant,
      (a * slope[1] - b * slope[0]) / determinant,
    ];
    let length = 1;
    let next = loss;
    const before = loss.value;
    for (; length > 1e-6; length /= 2) {
      const there = {
        sharpness: point.sharpness - length * towards[0],
        bias: point.bias - length * towards[1],
      };
      next = lossAt(samples, there, inside, outside);
      if (next.value <= before) {
        Object.assign(point, there);
        break;
      }
    }
    loss = next;
    if (!(before - next.value > 1e-9)) break;
  }
  const { sharpness, bias } = point;
  if (!(sharpness > 1e-6))
    throw new LangSegError(
      'LABELS_INVALID',
      'This model can not be calibrated with these photos: its logits are no higher where a label fits than where none does. ' +
        'Check that the words are those of the classes.',
    );
  return { temperature: 1 / sharpness, threshold: bias / sharpness };
}

/** 1/T and t/T. */
interface Point {
  sharpness: number;
  bias: number;
}

/** The mean negative logarithm of the probability of what is right, with its derivatives by sharpness and bias. */
function lossAt(
  samples: readonly CalibrationSample[],
  { sharpness, bias }: Point,
  inside: number,
  outside: number,
) {
  let value = 0;
  const slope = [0, 0];
  const curvature = [
    [1e-9, 0],
    [0, 1e-9],
  ];
  for (const { logits, right } of samples) {
    const weight = 0.5 / (right < 0 ? outside : inside);
    let max = bias;
    for (let i = 0; i < logits.length; i++) max = Math.max(max, sharpness * logits[i]);
    const none = Math.exp(bias - max);
    let sum = none;
    let first = 0;
    let square = 0;
    for (let i = 0; i < logits.length; i++) {
      const power = Math.exp(sharpness * logits[i] - max);
      sum += power;
      first += power * logits[i];
      square += power * logits[i] * logits[i];
    }
    const [mean, chance] = [first / sum, none / sum];
    value += weight * (max + Math.log(sum) - (right < 0 ? bias : sharpness * logits[right]));
    slope[0] += weight * (mean - (right < 0 ? 0 : logits[right]));
    slope[1] += weight * (chance - (right < 0 ? 1 : 0));
    curvature[0][0] += weight * (square / sum - mean * mean);
    curvature[0][1] -= weight * mean * chance;
    curvature[1][1] += weight * (chance - chance * chance);
  }
  curvature[1][0] = curvature[0][1];
  return { value, slope, curvature };
}
