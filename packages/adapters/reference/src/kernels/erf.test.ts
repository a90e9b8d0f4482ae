import { expect, it } from 'vitest';
import { erf } from './erf.js';

// Correctly rounded values of the error function.
it.each([
  [0, 0],
  [1e-10, 1.1283791670955126e-10],
  [0.1, 0.1124629160182849],
  [0.5, 0.5204998778130465],
  [1, 0.8427007929497149],
  [1.5, 0.9661051464753108],
  [2, 0.9953222650189527],
  [2.5, 0.999593047982555],
  [3, 0.9999779095030014],
  [3.5, 0.9999992569016276],
  [4, 0.9999999845827421],
  [5, 0.9999999999984626],
  [7, 1],
  [Infinity, 1],
])('erf(±%d)', (x, expected) => {
  expect(Math.abs(erf(x) - expected)).toBeLessThanOrEqual(2e-15 * expected);
  expect(erf(-x)).toBe(-erf(x));
});

it('erf of NaN is NaN', () => expect(erf(NaN)).toBeNaN());
