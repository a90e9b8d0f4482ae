import { expect, it } from 'vitest';
import { fitCalibration, type CalibrationSample } from './fit-calibration.js';

/** Pixels whose classes are drawn with the probabilities that temperature and threshold give. */
function drawn(temperature: number, threshold: number, count: number): CalibrationSample[] {
  let state = 42;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, () => {
    const logits = Array.from({ length: 4 }, () => 12 * random());
    const powers = [...logits, threshold].map((logit) => Math.exp(logit / temperature));
    let rest = random() * powers.reduce((sum, power) => sum + power, 0);
    const right = powers.findIndex((power) => (rest -= power) < 0);
    return { logits, right: right === 4 ? -1 : right };
  });
}

it.each([
  [1, 6],
  [2.5, 9],
  [0.5, 11],
])('finds temperature %d and threshold %d again', (temperature, threshold) => {
  const samples = drawn(temperature, threshold, 20_000);
  const outside = samples.filter(({ right }) => right < 0).length;
  const found = fitCalibration(samples);
  expect(found.temperature).toBeCloseTo(temperature, 0.5);
  // Both kinds of pixels are given the same weight, which moves the threshold by a known amount.
  const shift = temperature * Math.log((samples.length - outside) / outside);
  expect(Math.abs(found.threshold - (threshold + shift))).toBeLessThan(0.6 * temperature);
});

it('needs pixels of both kinds, and logits that tell them apart', () => {
  const some = { logits: [3, 1], right: 0 };
  expect(() => fitCalibration([some])).toThrow('got 1 and 0');
  expect(() => fitCalibration([{ ...some, right: -1 }])).toThrow('got 0 and 1');
  const reversed = [
    some,
    { logits: [1, 2], right: 0 },
    { logits: [9, 7], right: -1 },
    { logits: [8, 9], right: -1 },
  ];
  expect(() => fitCalibration(reversed)).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
});
