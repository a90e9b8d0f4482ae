import { describe, expect, it } from 'vitest';
import { damagedCopies } from './damaged-copies.js';

const text = (value: string) => new TextEncoder().encode(value);
const samples = [text('{"width": 12, "height": 34}'), text('P6 2 2 255\n............')];

describe('damagedCopies', () => {
  it('gives the same copies for the same seed and others for another', () => {
    const [a, b, c] = [1, 1, 2].map((seed) => [...damagedCopies(samples, { seed, count: 50 })]);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect(a).toHaveLength(50);
  });

  it('leaves the samples as they are and rarely repeats one', () => {
    const before = samples.map((sample) => [...sample]);
    const copies = [...damagedCopies(samples, { seed: 3, count: 400 })].map((copy) => copy.join());
    expect(samples.map((sample) => [...sample])).toEqual(before);
    expect(new Set(copies).size).toBeGreaterThan(300);
  });

  it('damages in every way', () => {
    const copies = [...damagedCopies(samples, { seed: 4, count: 600 })].map((copy) =>
      new TextDecoder().decode(copy),
    );
    expect(copies.some((copy) => /"width": (1e9|2147483648)/.test(copy))).toBe(true);
    expect(copies.some((copy) => copy.length > 1000)).toBe(true);
    expect(
      copies.some((copy) => copy.length > 2 && copy === '{"width": 12, "height": 34}'.slice(0, copy.length)),
    ).toBe(true);
    expect(copies.some((copy) => copy.startsWith('{') && copy.includes('....'))).toBe(true);
  });
});
