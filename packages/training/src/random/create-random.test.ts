import { describe, expect, it } from 'vitest';
import { createRandom } from './create-random.js';
import { hashStream } from './hash-stream.js';
import { xoshiro128 } from './xoshiro128.js';

const many = <T>(count: number, draw: () => T) => Array.from({ length: count }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('xoshiro128', () => {
  it('gives the numbers of the authors’ reference code', () => {
    expect(many(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });
});

describe('hashStream', () => {
  it('tells streams apart', () => {
    const streams = [
      [],
      [0],
      [0, 0],
      [1],
      ['1'],
      [''],
      ['', ''],
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc'],
      [1, 2],
      [2, 1],
      [0.5],
    ];
    const states = streams.map((keys) => hashStream(keys).join());
    expect(new Set(states).size).toBe(streams.length);
    expect(hashStream([-0])).toEqual(hashStream([0]));
    expect(() => hashStream([NaN])).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('flips about half of the bits when one word changes a little', () => {
    const counts = many(200, () => 0).map((_, i) => {
      const [a, b] = [hashStream([7, i]), hashStream([7, i + 1])];
      return a.reduce((sum, word, lane) => sum + bitCount(word ^ b[lane]), 0);
    });
    expect(Math.abs(mean(counts) - 64)).toBeLessThan(1.5);
    expect(Math.min(...counts)).toBeGreaterThan(35);
  });
});

describe('createRandom', () => {
  it('gives the same numbers for ever', () => {
    const random = createRandom(42, 'augment', 3, 17);
    expect(many(3, () => random.int(0, 2 ** 32))).toEqual([616282645, 4146691229, 1849654642]);
    expect(many(2, () => random.uniform())).toEqual([0.9934393262425316, 0.36587473388917524]);
    expect(random.uniform()).toBe(0.0018864705736316711);
    expect(random.shuffle(['a', 'b', 'c', 'd', 'e']).join('')).toBe('debac');
    expect(many(8, () => random.int(-3, 4))).toEqual([-1, 3, -3, 2, 3, -1, 0, 2]);
    expect(many(2, () => random.normal())).toEqual([
      expect.closeTo(0.875278115272522, 6),
      expect.closeTo(0.6550564169883728, 6),
    ]);
  });

  it('gives the same numbers again, and others for another seed or stream', () => {
    const first = (...keys: Parameters<typeof createRandom>) => createRandom(...keys).uniform();
    expect(first(1, 'a', 2)).toBe(first(1, 'a', 2));
    expect(new Set([first(1), first(2), first(1, 'a'), first(1, 'b'), first(1, 'a', 0)]).size).toBe(5);
  });

  it('is uniform, along a stream and across streams', () => {
    const random = createRandom(5);
    const along = many(20_000, () => random.uniform());
    const across = Array.from({ length: 20_000 }, (_, i) => createRandom(5, 'epoch', i).uniform());
    for (const values of [along, across]) {
      const counts = new Array<number>(20).fill(0);
      for (const value of values) counts[Math.floor(value * 20)]++;
      // 19 degrees of freedom: 43.8 is exceeded once in a thousand times.
      expect(counts.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0)).toBeLessThan(43.8);
      const pairs = values.slice(1).map((value, i) => (value - 0.5) * (values[i] - 0.5) * 12);
      expect(Math.abs(mean(pairs))).toBeLessThan(0.025);
    }
    expect(many(1000, () => random.uniform(-2, 3)).every((value) => value >= -2 && value < 3)).toBe(true);
    expect(mean(many(1000, () => random.uniform(-2, 3)))).toBeCloseTo(0.5, 0);
  });

  it('draws every whole number of a range alike', () => {
    const random = createRandom(6);
    const counts = new Map<number, number>();
    for (const value of many(7000, () => random.int(-3, 4))) counts.set(value, (counts.get(value) ?? 0) + 1);
    expect([...counts.keys()].sort((a, b) => a - b)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(random.int(9, 10)).toBe(9);
    // With the plain remainder of 32 bits two thirds would be in the lower half.
    const wide = many(3000, () => random.int(0, 3 * 2 ** 30));
    expect(mean(wide.map((value) => Number(value < 3 * 2 ** 29)))).toBeCloseTo(0.5, 1);
    for (const [low, high] of [
      [0, 0],
      [1, 0],
      [0, 1.5],
      [0, 2 ** 33],
      [NaN, 1],
    ] as const)
      expect(() => random.int(low, high), `${low}…${high}`).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
  });

  it('is normal, and truncated where asked', () => {
    const random = createRandom(7);
    const values = many(20_000, () => random.normal());
    expect(Math.abs(mean(values))).toBeLessThan(0.03);
    expect(mean(values.map((value) => value ** 2))).toBeCloseTo(1, 1);
    expect(mean(values.map((value) => Number(Math.abs(value) < 1)))).toBeCloseTo(0.683, 1);
    const truncated = many(5000, () => random.truncatedNormal());
    expect(Math.max(...truncated.map(Math.abs))).toBeLessThanOrEqual(2);
    // Variance of a normal distribution cut off at two standard deviations.
    expect(mean(truncated.map((value) => value ** 2))).toBeCloseTo(0.774, 1);
    expect(() => random.truncatedNormal(0)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  it('shuffles a copy into every order alike', () => {
    const random = createRandom(8);
    const list = [1, 2, 3];
    const counts = new Map<string, number>();
    for (const order of many(6000, () => random.shuffle(list).join('')))
      counts.set(order, (counts.get(order) ?? 0) + 1);
    expect(counts.size).toBe(6);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120);
    expect(list).toEqual([1, 2, 3]);
    expect(random.shuffle([])).toEqual([]);
  });

  it('picks and tosses', () => {
    const random = createRandom(9);
    expect(new Set(many(60, () => random.pick(['x', 'y', 'z'])))).toEqual(new Set(['x', 'y', 'z']));
    expect(() => random.pick([])).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(mean(many(2000, () => Number(random.chance(0.3))))).toBeCloseTo(0.3, 1);
    expect(many(50, () => random.chance(0)).some(Boolean)).toBe(false);
    expect(many(50, () => random.chance(1)).every(Boolean)).toBe(true);
  });
});

function bitCount(word: number): number {
  return word === 0 ? 0 : (word & 1) + bitCount(word >>> 1);
}
