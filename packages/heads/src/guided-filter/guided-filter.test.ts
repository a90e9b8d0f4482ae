import { scoreRowsOf, softmax, tensor, type RgbImage, type ScoreRows } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { plainGuidedFilter } from './__fixtures__/plain-guided-filter.js';
import { readGuide } from './guide.js';
import { refineRows } from './refined-rows.js';

/** Noise and two flat halves, so that there are edges, texture and windows of a single colour. */
function photoOf(width: number, height: number): RgbImage {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < 3; k++) {
        const base = x < width / 2 ? [200, 40, 90][k] : [30, 160, 220][k];
        const noise = y < height / 2 ? 0 : 50 * Math.sin(12.9898 * x + 78.233 * y + 3 * k);
        data[3 * (y * width + x) + k] = Math.round(base + (x < width / 2 ? noise : noise / 2) * 0.5);
      }
  return { width, height, data };
}

function smoothLogits(labels: number, size = 3, scale = 4) {
  return tensor(
    'float32',
    [labels, size, size],
    Float32Array.from({ length: labels * size * size }, (_, i) => scale * Math.sin(i * i + 1)),
  );
}

function resultOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function mapsOf(rows: ScoreRows): Float32Array[] {
  const { width, height, labelCount } = rows;
  const maps = Array.from({ length: labelCount }, () => new Float32Array(width * height));
  const row = new Float32Array(width * labelCount);
  for (let y = 0; y < height; y++) {
    rows.fill(y, row);
    row.forEach((value, i) => (maps[i % labelCount][y * width + Math.floor(i / labelCount)] = value));
  }
  return maps;
}

function probabilitiesOf(rows: ScoreRows): Float32Array[] {
  const scores = mapsOf(rows);
  const data = Float32Array.from(scores.flatMap((map) => [...map]));
  const all = softmax(tensor('float32', [1, scores.length, 1, scores[0].length], data)).data;
  return scores.map((map, n) => all.subarray(n * map.length, (n + 1) * map.length));
}

/** Negative values cut off, and the rest made to add up to 1. */
function normalised(maps: readonly Float64Array[]): number[][] {
  const cut = maps.map((map) => [...map].map((value) => Math.max(0, value)));
  const sums = cut[0].map((_, pixel) => cut.reduce((sum, map) => sum + map[pixel], 0));
  return cut.map((map) => map.map((value, pixel) => value / sums[pixel]));
}

const farthest = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

describe('the guided filter', () => {
  it.each([
    [3, 19, 13, 4, 3e-4],
    [2, 7, 22, 30, 1e-2],
    [4, 16, 16, 1, 1e-5],
    [1, 5, 5, 2, 3e-4],
    [2, 1, 1, 1, 3e-4],
  ])(
    'equals the plain formulas: %i labels, %i × %i, radius %i, epsilon %d',
    (labels, width, height, radius, epsilon) => {
      const photo = photoOf(width, height);
      const scores = scoreRowsOf(smoothLogits(labels, 3, 1), { width, height, alignCorners: false });
      const guide = resultOf(readGuide(photo, { radius, epsilon, subsampling: 1 }));
      const found = mapsOf(resultOf(refineRows(scores, guide)));
      const expected = normalised(
        probabilitiesOf(scores).map((map) => plainGuidedFilter(photo, map, radius, epsilon)),
      );
      found.forEach((map, n) => expect(farthest(map, expected[n])).toBeLessThan(2e-5));
    },
  );

  it.each([2, 3, 4])('stays close to itself with coefficients on every %ith pixel', (subsampling) => {
    const [width, height] = [50, 38];
    const photo = photoOf(width, height);
    const scores = scoreRowsOf(smoothLogits(3), { width, height, alignCorners: false });
    const mapsAt = (step: number) => {
      const guide = resultOf(readGuide(photo, { radius: 8, epsilon: 1e-2, subsampling: step }));
      return mapsOf(resultOf(refineRows(scores, guide)));
    };
    const expected = mapsAt(1);
    mapsAt(subsampling).forEach((map, n) => {
      const differences = Array.from(map, (value, i) => Math.abs(value - expected[n][i]));
      expect(differences.reduce((sum, value) => sum + value, 0) / map.length).toBeLessThan(0.045);
    });
  });

  it('paints the label with the highest probability, whatever it leaves out', () => {
    const [width, height, labels] = [61, 47, 12];
    const photo = photoOf(width, height);
    const scores = scoreRowsOf(smoothLogits(labels, 6, 5), { width, height, alignCorners: true });
    for (const subsampling of [1, 2, 5]) {
      const guide = resultOf(readGuide(photo, { radius: 5, epsilon: 1e-3, subsampling }));
      const rows = resultOf(refineRows(scores, guide));
      const maps = mapsOf(rows);
      const painted = new Uint8Array(width * height);
      for (let y = 0; y < height; y++) rows.fillLabels!(y, painted, y * width);
      for (const [pixel, label] of painted.entries()) {
        const best = Math.max(...maps.map((map) => map[pixel]));
        expect(maps[label][pixel]).toBeGreaterThan(best - 1e-4);
      }
      expect(new Set(painted).size).toBeGreaterThan(3);
    }
  });

  it('moves an outline to where the colours change', () => {
    const [width, height] = [64, 48];
    const photo = photoOf(width, height);
    // Columns 0 … 25 are the left label's, but the colours change at 32.
    const scores: ScoreRows = {
      width,
      height,
      labelCount: 2,
      kind: 'logits',
      fill(_, target) {
        for (let x = 0; x < width; x++) target.set([(26 - x) / 3, (x - 26) / 3], 2 * x);
      },
    };
    const guide = resultOf(readGuide(photo, { radius: 12, epsilon: 3e-4, subsampling: 2 }));
    const [left] = mapsOf(resultOf(refineRows(scores, guide)));
    const outline = (map: Float32Array) =>
      map.subarray(8 * width, 9 * width).findIndex((value) => value < 0.5);
    expect(outline(probabilitiesOf(scores)[0])).toBe(27);
    expect(outline(left)).toBeGreaterThanOrEqual(30);
    expect(outline(left)).toBeLessThanOrEqual(32);
  });

  it('takes probabilities, too', () => {
    const [width, height] = [20, 15];
    const photo = photoOf(width, height);
    const scores = scoreRowsOf(smoothLogits(3), { width, height, alignCorners: false });
    const maps = probabilitiesOf(scores);
    const probabilities: ScoreRows = {
      width,
      height,
      labelCount: 3,
      kind: 'probabilities',
      fill(y, target) {
        for (let i = 0; i < target.length; i++) target[i] = maps[i % 3][y * width + Math.floor(i / 3)];
      },
    };
    const guide = resultOf(readGuide(photo, { radius: 4, epsilon: 3e-4, subsampling: 2 }));
    const expected = mapsOf(resultOf(refineRows(scores, guide)));
    mapsOf(resultOf(refineRows(probabilities, guide))).forEach((map, n) =>
      expect(farthest(map, expected[n])).toBeLessThan(1e-5),
    );
  });

  it('pauses often, however large the photo is', () => {
    const photo = photoOf(300, 200);
    const steps = [...readGuide(photo, { radius: 15, epsilon: 3e-4, subsampling: 4 })];
    expect(steps.length).toBeGreaterThan(2 * photo.height);
  });
});
