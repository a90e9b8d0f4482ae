import type { EmbeddingGrid } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { regionVectors } from './region-vectors.js';
import { splitRegions } from './split-regions.js';

/** A cell for each angle, as a vector of two numbers. */
function gridOf(columns: number, angles: readonly number[]): EmbeddingGrid {
  const vectors = Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]));
  return { rows: angles.length / columns, columns, vectors };
}

/** Plain: tries every pair of neighbours each time. */
function plainRegions({ rows, columns, vectors }: EmbeddingGrid, wanted: number): number[] {
  const labels = Array.from({ length: rows * columns }, (_, cell) => cell);
  const variance = (ids: readonly number[]): number => {
    const cells = [...labels.keys()].filter((cell) => ids.includes(labels[cell]));
    const mean = [0, 1].map(
      (d) => cells.reduce((sum, cell) => sum + vectors[2 * cell + d], 0) / cells.length,
    );
    return cells.reduce(
      (sum, cell) => sum + [0, 1].reduce((squares, d) => squares + (vectors[2 * cell + d] - mean[d]) ** 2, 0),
      0,
    );
  };
  while (new Set(labels).size > wanted) {
    let [cheapest, pair] = [Infinity, [0, 0]];
    labels.forEach((a, cell) => {
      const others = [...((cell + 1) % columns > 0 ? [labels[cell + 1]] : []), labels[cell + columns]];
      for (const b of others) {
        if (b === undefined || a === b) continue;
        const cost = variance([a, b]) - variance([a]) - variance([b]);
        if (cost < cheapest - 1e-7) [cheapest, pair] = [cost, [a, b]];
      }
    });
    labels.forEach((label, cell) => (labels[cell] = label === pair[1] ? pair[0] : label));
  }
  const order = [...new Set(labels)];
  return labels.map((label) => order.indexOf(label));
}

describe('taking a photo apart', () => {
  it('joins what makes regions vary least, as trying every pair does', () => {
    let state = 7;
    const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 12; round++) {
      const columns = 2 + Math.floor(next() * 5);
      const rows = 2 + Math.floor(next() * 4);
      const grid = gridOf(
        columns,
        Array.from({ length: rows * columns }, () => next() * Math.PI),
      );
      const maxRegions = 1 + Math.floor(next() * 5);
      const { cells, count } = splitRegions(grid, { maxRegions, similarity: 1.1 });
      expect([...cells]).toEqual(plainRegions(grid, maxRegions));
      expect(count).toBe(Math.max(...cells) + 1);
    }
  });

  it('finds the parts of a photo, connected ones, and no more than there are', () => {
    const grid = gridOf(5, [0, 0, 1.5, 0, 0.01, 0, 0, 1.5, 0, 0, 0.8, 0.8, 0.8, 0.8, 0.8]);
    const { cells, count } = splitRegions(grid);
    expect([...cells]).toEqual([0, 0, 1, 2, 2, 0, 0, 1, 2, 2, 3, 3, 3, 3, 3]);
    expect(count).toBe(4);
    expect(splitRegions(grid, { maxRegions: 2 }).count).toBe(2);
    expect(splitRegions(gridOf(2, [1, 1, 1, 1])).count).toBe(1);
    expect(splitRegions({ rows: 1, columns: 2, vectors: new Float32Array(4) }).count).toBe(1);
  });

  it.each([{ maxRegions: 0 }, { maxRegions: 256 }, { maxRegions: 1.5 }])('refuses %j', (options) => {
    expect(() => splitRegions(gridOf(1, [1]), options)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('refuses a grid that is too fine', () => {
    expect(() => splitRegions(gridOf(129, new Array<number>(129).fill(0)))).toThrow(
      expect.objectContaining({ code: 'USAGE' }),
    );
  });
});

it('means of regions are 1 long, and say how alike a region is', () => {
  const grid = gridOf(2, [0, Math.PI / 2, 0.3, 0.3]);
  const { vectors, norms } = regionVectors(grid, { cells: Uint8Array.of(0, 0, 1, 1), count: 2 });
  [Math.SQRT1_2, Math.SQRT1_2, Math.cos(0.3), Math.sin(0.3)].forEach((value, i) =>
    expect(vectors[i]).toBeCloseTo(value, 6),
  );
  [Math.SQRT1_2, 1].forEach((value, i) => expect(norms[i]).toBeCloseTo(value, 6));
  const nothing = { rows: 1, columns: 1, vectors: new Float32Array(3) };
  expect(regionVectors(nothing, { cells: Uint8Array.of(0), count: 1 })).toEqual({
    vectors: new Float32Array(3),
    norms: new Float32Array(1),
  });
});
