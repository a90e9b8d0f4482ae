import { describe, expect, it } from 'vitest';
import {
  compareExactly,
  compareLabelMaps,
  compareNumbers,
  compareTensors,
  passes,
  severity,
} from './compare.js';

const vector = (...values: number[]) => ({ shape: [values.length], data: Float32Array.from(values) });

describe('compareTensors', () => {
  it('gives the largest absolute difference', () => {
    expect(compareTensors('y', vector(1, 2, 3), vector(1, 2.5, 2.75), 0.5)).toEqual({
      output: 'y',
      error: 0.5,
      tolerance: 0.5,
    });
  });

  it('passes up to the tolerance and not beyond', () => {
    expect(passes({ output: 'y', error: 0.5, tolerance: 0.5 })).toBe(true);
    expect(passes({ output: 'y', error: 0.51, tolerance: 0.5 })).toBe(false);
  });

  it('takes the same infinity or NaN as equal and any other as infinitely wrong', () => {
    expect(compareTensors('y', vector(Infinity, NaN), vector(Infinity, NaN), 0).error).toBe(0);
    expect(compareTensors('y', vector(NaN), vector(1), 1).error).toBe(Infinity);
    expect(compareTensors('y', vector(1), vector(NaN), 1).error).toBe(Infinity);
    expect(compareTensors('y', vector(NaN, 1), vector(1, 2), 1).error).toBe(Infinity);
    expect(compareTensors('y', vector(-Infinity), vector(Infinity), 1).error).toBe(Infinity);
  });

  it('reads 64-bit integers', () => {
    const ids = { shape: [1], data: BigInt64Array.of(49407n) };
    expect(compareTensors('ids', vector(49407), ids, 0).error).toBe(0);
  });

  it('refuses other shapes, even of the same size', () => {
    const row = { shape: [1, 2], data: Float32Array.of(1, 2) };
    expect(() => compareTensors('y', vector(1, 2), row, 1)).toThrow('y must have shape [1, 2], got [2].');
  });
});

describe('compareNumbers', () => {
  it('compares in double precision, as many as there are', () => {
    expect(compareNumbers('iou', [1, 0.1 + 0.2], [1, 0.3], 0).error).toBeCloseTo(5.6e-17, 18);
    expect(() => compareNumbers('iou', [1], [1, 2], 0)).toThrow('iou must have shape [2]');
  });
});

describe('compareLabelMaps', () => {
  const logits = { shape: [1, 2, 1, 3], data: Float32Array.of(1, 1, 1, 0, 0.99, 0.5) };
  const map = (...labels: number[]) => ({ shape: [1, 1, 3], data: Uint8Array.from(labels) });

  it('counts pixels that differ where the logits are clear', () => {
    expect(compareLabelMaps('argmax', map(1, 1, 1), map(0, 0, 0), logits, 0.1).error).toBe(2);
    expect(compareLabelMaps('argmax', map(1, 1, 1), map(0, 0, 0), logits, 0.001).error).toBe(3);
    expect(compareLabelMaps('argmax', map(0, 1, 0), map(0, 0, 0), logits, 0.1).error).toBe(0);
  });

  it('leaves out exact ties', () => {
    const tied = { shape: [1, 2, 1, 3], data: new Float32Array(6) };
    expect(compareLabelMaps('argmax', map(1, 1, 1), map(0, 0, 0), tied, 0).error).toBe(0);
  });
});

describe('severity', () => {
  it('orders exact misses above all', () => {
    expect(severity(compareExactly('labels', ['a'], ['a']))).toBe(0);
    expect(severity(compareExactly('labels', ['a'], ['b']))).toBe(Infinity);
    expect(severity({ output: 'y', error: 1, tolerance: 2 })).toBe(0.5);
  });
});
