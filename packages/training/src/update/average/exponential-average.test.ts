import { tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { averageDecay, updateAverage } from './exponential-average.js';

const weights = (...values: number[]) =>
  new Map([['w', tensor('float32', [values.length], Float32Array.from(values))]]);

describe('averageDecay', () => {
  it('grows to its limit', () => {
    expect(averageDecay({ decay: 0.999, updates: 0 })).toBe(0.1);
    expect(averageDecay({ decay: 0.999, updates: 90 })).toBe(0.91);
    expect(averageDecay({ decay: 0.999, updates: 9000 })).toBe(0.999);
    expect(averageDecay({ decay: 0, updates: 5 })).toBe(0);
  });
});

describe('updateAverage', () => {
  it('moves towards the weights, in place', () => {
    const average = weights(0, 1, -2);
    const { data } = average.get('w')!;
    updateAverage(average, weights(10, 1, 2), { decay: 0.9, updates: 1e9 });
    expect([...data].map((value) => Math.round(value * 1e6) / 1e6)).toEqual([1, 1, -1.6]);
    updateAverage(average, weights(10, 1, 2), { decay: 0.9, updates: 1e9 });
    expect(data[0]).toBeCloseTo(1.9, 6);
  });

  it('follows closely at first', () => {
    const average = weights(0);
    let expected = 0;
    for (let updates = 0; updates < 50; updates++) {
      const decay = Math.min(0.99, (1 + updates) / (10 + updates));
      expected = decay * expected + (1 - decay) * updates;
      updateAverage(average, weights(updates), { decay: 0.99, updates });
    }
    expect(average.get('w')!.data[0]).toBeCloseTo(expected, 4);
  });

  it('stays at weights that do not change', () => {
    const average = weights(0.1, 1e-20, -3e7);
    updateAverage(average, weights(0.1, 1e-20, -3e7), { decay: 0.999, updates: 3 });
    expect(average).toEqual(weights(0.1, 1e-20, -3e7));
  });

  it('needs every averaged weight, and changes nothing when one is missing', () => {
    const average = new Map([...weights(1, 2), ['x', tensor('float32', [1])]]);
    const options = { decay: 0.5, updates: 100 };
    expect(() => updateAverage(average, weights(5, 5), options)).toThrow(
      '"x" needs weights of shape [1], got none',
    );
    expect([...average.get('w')!.data]).toEqual([1, 2]);
    expect(() => updateAverage(weights(1, 2), weights(1), options)).toThrow(
      expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }),
    );
    updateAverage(weights(1), new Map([...weights(3), ['more', tensor('float32', [1])]]), options);
  });
});
