import { ones, type InitialValues, type ParameterSpec } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { initialWeights } from './initial-weights.js';

function spec(name: string, initial: InitialValues, shape = [40, 50]): ParameterSpec {
  return { name, shape, initial, kind: 'parameter' };
}

function valuesOf(initial: InitialValues): Float32Array {
  return initialWeights([spec('w', initial)], 1).get('w')!.data;
}

function deviation(data: Float32Array): number {
  return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
}

describe('initialWeights', () => {
  it('fills with constants', () => {
    expect(new Set(valuesOf(ones))).toEqual(new Set([1]));
  });

  it('draws uniformly within the bound', () => {
    const data = valuesOf({ kind: 'uniform', bound: 0.5 });
    expect(Math.max(...data)).toBeLessThanOrEqual(0.5);
    expect(Math.max(...data)).toBeGreaterThan(0.49);
    expect(Math.min(...data)).toBeLessThan(-0.49);
    expect(deviation(data)).toBeCloseTo(0.5 / Math.sqrt(3), 1);
  });

  it('draws normally, and truncates at a value', () => {
    expect(deviation(valuesOf({ kind: 'normal', std: 3 })) / 3).toBeCloseTo(1, 1);
    const data = valuesOf({ kind: 'truncated-normal', std: 3, limit: 2 });
    expect(Math.max(...data)).toBeLessThanOrEqual(2);
    expect(Math.max(...data)).toBeGreaterThan(1.95);
  });

  it('depends on seed and name only', () => {
    const normal: InitialValues = { kind: 'normal', std: 1 };
    const [a, b] = [spec('a', normal), spec('b', normal)];
    const both = initialWeights([a, b], 5);
    expect(both.get('b')).toEqual(initialWeights([b], 5).get('b'));
    expect(both.get('b')).not.toEqual(both.get('a'));
    expect(both.get('b')).not.toEqual(initialWeights([b], 6).get('b'));
    expect(both.get('a')!.shape).toEqual([40, 50]);
  });
});
