import { describe, expect, it } from 'vitest';
import { maxDifference, noiseTensor } from '../__fixtures__/compare.js';
import { tensor } from '../tensor/tensor.js';
import { argmax } from './argmax.js';
import { l2Normalize } from './l2-normalize.js';
import { logSumExp } from './log-sum-exp.js';
import { softmax } from './softmax.js';

const small = tensor('float32', [1, 3, 2], new Float32Array([1, 5, 3, 5, 2, 4]));

describe('argmax', () => {
  it('reduces the named axis, the first of equal maxima wins', () => {
    expect(argmax(small, 1)).toEqual(tensor('int32', [1, 2], new Int32Array([1, 0])));
    expect(argmax(small, -1)).toEqual(tensor('int32', [1, 3], new Int32Array([1, 1, 1])));
  });

  it.each([3, -4, 0.5])('refuses axis %s', (axis) => {
    expect(() => argmax(small, axis)).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });
});

describe('softmax', () => {
  it('sums to one over the labels and follows the definition', () => {
    const { data } = softmax(small);
    const total = Math.exp(1) + Math.exp(3) + Math.exp(2);
    expect(data[0]).toBeCloseTo(Math.exp(1) / total, 6);
    expect(data[0] + data[2] + data[4]).toBeCloseTo(1, 6);
  });

  it('softens with the temperature and does not overflow', () => {
    const logits = tensor('float32', [1, 2], new Float32Array([1000, 998]));
    expect(softmax(logits).data[0]).toBeCloseTo(1 / (1 + Math.exp(-2)), 6);
    expect(softmax(logits, { temperature: 2 }).data[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it('gives one label everything', () => {
    expect([...softmax(tensor('float32', [1, 1, 2], new Float32Array([-7, 3]))).data]).toEqual([1, 1]);
  });
});

describe('logSumExp', () => {
  it('is the normaliser of the softmax', () => {
    const values = noiseTensor([2, 5, 3]);
    const normalizers = logSumExp(values, 1);
    expect(normalizers.shape).toEqual([2, 3]);
    const expected = softmax(values).data.map((p, i) => {
      const [b, s] = [Math.floor(i / 15), i % 3];
      return values.data[i] - Math.log(p) - normalizers.data[b * 3 + s];
    });
    expect(maxDifference(expected, new Float32Array(30))).toBeLessThan(1e-6);
  });

  it('stays exact for large and infinite values', () => {
    const of = (...values: number[]) =>
      logSumExp(tensor('float32', [2], new Float32Array(values)), 0).data[0];
    expect(of(1000, 1000)).toBeCloseTo(1000 + Math.log(2), 3);
    expect(of(-Infinity, -Infinity)).toBe(-Infinity);
    expect(of(Infinity, 0)).toBe(Infinity);
  });
});

describe('l2Normalize', () => {
  it('gives vectors of length one along the axis and keeps zeros', () => {
    const values = tensor('float32', [1, 2, 2], new Float32Array([3, 0, 4, 0]));
    expect(maxDifference(l2Normalize(values, 1).data, [0.6, 0, 0.8, 0])).toBeLessThan(1e-7);
    expect(maxDifference(l2Normalize(values, -1).data, [1, 0, 1, 0])).toBeLessThan(1e-7);
  });
});
