import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import { Segmenter } from '../segmenter/segmenter.js';
import { growRegion } from './grow-region.js';
import { upperThreshold } from './upper-threshold.js';

/** Numbers that look random and are the same every time. */
function* noise(): Generator<number, never, undefined> {
  for (let state = 1; ; state = (state * 48271) % 2147483647) yield state / 2147483647;
}

/** Plain: cells join until nothing changes. */
function plainRegion(alike: readonly boolean[], columns: number, seed: number): number[] {
  const region = new Set([seed]);
  for (let before = 0; before < region.size;) {
    before = region.size;
    alike.forEach((isAlike, cell) => {
      const sides = [
        ...(cell % columns > 0 ? [cell - 1] : []),
        ...((cell + 1) % columns > 0 ? [cell + 1] : []),
        cell - columns,
        cell + columns,
      ];
      if (isAlike && sides.some((side) => region.has(side))) region.add(cell);
    });
  }
  return alike.map((_, cell) => Number(region.has(cell)));
}

describe('growing a region', () => {
  it('is what a plain search finds, around the mean of what it found first', () => {
    const numbers = noise();
    const next = () => numbers.next().value;
    for (let round = 0; round < 40; round++) {
      const [rows, columns] = [1 + Math.floor(next() * 9), 1 + Math.floor(next() * 9)];
      const cells = rows * columns;
      const angles = Array.from({ length: cells }, () => next() * Math.PI);
      const vectors = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
      const seed = Math.floor(next() * cells);
      const similarity = 0.2 + 0.7 * next();
      const region = growRegion({ rows, columns, vectors }, seed, similarity);
      const grow = (around: number) =>
        plainRegion(
          angles.map((angle) => Math.cos(angle - around) >= similarity),
          columns,
          seed,
        );
      const mean = (mask: readonly number[]) => {
        const sum = (part: (angle: number) => number) =>
          angles.reduce((total, angle, cell) => total + mask[cell] * part(angle), 0);
        return Math.atan2(sum(Math.sin), sum(Math.cos));
      };
      const middle = mean(grow(angles[seed]));
      expect([...region.mask]).toEqual(grow(middle));
      region.similarities.forEach((value, cell) =>
        expect(value).toBeCloseTo(Math.cos(angles[cell] - middle), 5),
      );
    }
  });

  it('finds its own threshold, and takes the whole of a photo of one colour', () => {
    const row = (angle: number) => [Math.cos(angle), Math.sin(angle)];
    const vectors = Float32Array.from([0.02, 0, 0.05, 0.8, 0.82, 1.5, 0.01].flatMap(row));
    const grid = { rows: 1, columns: 7, vectors };
    expect([...growRegion(grid, 0).mask]).toEqual([1, 1, 1, 0, 0, 0, 0]);
    expect([...growRegion(grid, 4).mask]).toEqual([0, 0, 0, 1, 1, 0, 0]);
    const plain = { rows: 2, columns: 1, vectors: Float32Array.of(0, 1, 0, 1) };
    expect([...growRegion(plain, 1).mask]).toEqual([1, 1]);
    const nothing = { rows: 1, columns: 2, vectors: new Float32Array(4) };
    expect(growRegion(nothing, 0)).toMatchObject({ threshold: 0, mask: Uint8Array.of(1, 1) });
  });
});

describe('the upper threshold', () => {
  it('leaves the least variance in three groups', () => {
    const numbers = noise();
    const values = Float32Array.from({ length: 120 }, (_, i) => (i % 3) + 0.8 * numbers.next().value);
    const within = (from: number, to: number) => {
      const group = values.filter((value) => value >= from && value < to);
      const mean = group.reduce((sum, value) => sum + value, 0) / Math.max(1, group.length);
      return group.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    };
    const costOf = (high: number) =>
      Math.min(...values.map((low) => within(-Infinity, low) + within(low, high) + within(high, Infinity)));
    expect(costOf(upperThreshold(values))).toBeLessThan(1.02 * Math.min(...values.map(costOf)));
    expect(upperThreshold(Float32Array.of(2, 2))).toBe(2);
  });
});

describe('the region around a pixel', () => {
  /** Red, red, green; blue, red, green. */
  const photo = {
    width: 3,
    height: 2,
    data: Uint8Array.of(255, 0, 0, 250, 9, 0, 0, 255, 0, 0, 0, 255, 255, 0, 9, 0, 250, 0),
  };
  const words = ['green', 'mauve', 'red', 'blue'];

  it('has a size and words, also where several views were fused', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    for (const view of ['whole', { windows: { size: 2, stride: 1 }, flip: true }] as const) {
      const image = await segmenter.encode(photo, { view });
      const red = await image.region(1, 1, { words, similarity: 0.9 });
      expect(red).toMatchObject({ rows: 2, columns: 3, share: 0.5, mask: Uint8Array.of(1, 1, 0, 0, 1, 0) });
      expect(red.words.map(({ word }) => word)).toEqual(expect.arrayContaining(['red', 'green', 'blue']));
      const green = await image.region(2, 0, { words, count: 1 });
      expect([...green.mask]).toEqual([0, 0, 1, 0, 0, 1]);
      expect(green.words).toEqual([{ word: 'green', similarity: expect.closeTo(1, 3) }]);
    }
  });

  it('has no words where none is known, and needs a pixel and the photo', async () => {
    const image = await new Segmenter(colorParts().parts).encode(photo);
    expect((await image.region(0, 0)).words).toEqual([]);
    for (const [x, y] of [
      [3, 0],
      [0, -1],
      [0.5, 0],
    ])
      await expect(image.region(x, y)).rejects.toMatchObject({ code: 'SHAPE_MISMATCH' });
    image.dispose();
    await expect(image.region(0, 0)).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
