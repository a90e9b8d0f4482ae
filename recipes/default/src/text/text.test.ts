import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { alignWords } from './align-words.js';
import { fitKernelMap } from './kernel-map.js';
import { mapWords, retrofitWords } from './map-words.js';
import { correlation, cosines, nearestFound, rankCorrelation, reciprocalRank } from './measures.js';
import { principalAxes } from './principal-axes.js';
import { retrofit } from './retrofit.js';
import { unitLength } from './unit-length.js';
import { wordRows, wordTable } from './word-rows.js';

const waves = (rows: number, columns: number) =>
  new Matrix(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => Math.sin(1 + 7 * i + 3.1 * j * j)),
    ),
  );

describe('retrofit', () => {
  it('moves neighbours together and leaves the others alone', () => {
    const before = Matrix.eye(3);
    const after = retrofit(before, [[0, 1]], { iterations: 50 });
    // q0 = (v0 + q1) / 2 and q1 = (v1 + q0) / 2
    expect(after.getRow(0)[0]).toBeCloseTo(2 / 3);
    expect(after.getRow(0)[1]).toBeCloseTo(1 / 3);
    expect(after.getRow(2)).toEqual([0, 0, 1]);
    expect(before.getRow(0)).toEqual([1, 0, 0]);
  });
});

describe('fitKernelMap', () => {
  it('gives examples back the better, the smaller the ridge', () => {
    const [inputs, targets] = [unitLength(waves(8, 5)), waves(8, 3)];
    const error = (ridge: number) =>
      Matrix.sub(fitKernelMap(inputs, targets, { width: 4, ridge })(inputs), targets).norm();
    expect(error(1e-9)).toBeLessThan(1e-6);
    expect(error(0.1)).toBeLessThan(error(1));
  });
});

describe('principalAxes', () => {
  it('keeps dot products as far as there are axes', () => {
    const rows = waves(9, 4);
    const projected = rows.mmul(principalAxes(rows, 4));
    expect(
      Matrix.sub(projected.mmul(projected.transpose()), rows.mmul(rows.transpose())).norm(),
    ).toBeLessThan(1e-9);
    const even = rows.mmul(principalAxes(rows, 2, 1));
    expect(Matrix.sub(even.transpose().mmul(even), Matrix.eye(2)).norm()).toBeLessThan(1e-9);
  });
});

it('principalAxes points every axis to where its largest number is positive', () => {
  for (const axis of principalAxes(waves(9, 4), 4).transpose().to2DArray())
    expect(Math.max(...axis)).toBe(Math.max(...axis.map(Math.abs)));
});

describe('word vectors', () => {
  const words = Array.from({ length: 40 }, (_, i) => `word ${i}`);
  const directions = unitLength(waves(40, 4));
  const rows = { words, directions, lengths: words.map(() => 1) };
  const turn = new Matrix([
    [0, 1, 0, 0],
    [-1, 0, 0, 0],
    [0, 0, 0.6, 0.8],
    [0, 0, 0.8, -0.6],
  ]);

  it('are turned as those of another table lie, some of which moved', () => {
    const turned = directions.mmul(turn);
    const moved = turned.clone();
    for (const row of [3, 17, 30]) moved.setRow(row, turned.getRow(0));
    const like = {
      words: words.toReversed(),
      directions: new Matrix(moved.to2DArray().toReversed()),
      lengths: rows.lengths,
    };
    expect(Matrix.sub(alignWords(rows, like).directions, turned).norm()).toBeLessThan(1e-9);
  });

  it('of another origin are refused', () => {
    const like = {
      ...rows,
      directions: unitLength(
        waves(44, 4)
          .subMatrix(4, 43, 0, 3)
          .mulColumnVector(words.map((_, i) => (i % 2 ? 1 : -1))),
      ),
    };
    expect(() => alignWords(rows, like)).toThrow('not the same vectors');
  });
});

describe('measures', () => {
  const truth = cosines(waves(6, 4));

  it('are 1 for what is right', () => {
    expect(correlation(truth, truth)).toBeCloseTo(1);
    expect(rankCorrelation(truth, truth)).toBeCloseTo(1);
    expect(nearestFound(truth, truth, 1)).toBe(1);
  });

  it('see ranks only where only ranks count', () => {
    const bent = truth.clone().exp();
    expect(correlation(bent, truth)).toBeLessThan(1);
    expect(rankCorrelation(bent, truth)).toBeCloseTo(1);
    expect(correlation(truth.clone().neg(), truth)).toBeCloseTo(-1);
  });

  it('count places among the others', () => {
    const rows = new Matrix([
      [1, 0],
      [0.9, 0.1],
      [0.8, 0.6],
      [0, 1],
    ]);
    expect(reciprocalRank(cosines(rows), [[0, 2]])).toBeCloseTo((1 / 2 + 1 / 2) / 2);
  });
});

describe('mapWords', () => {
  const words = ['dog', 'cat', 'cow', 'bus', 'car'];
  const table = wordTable({ words, directions: unitLength(waves(5, 6)), lengths: [1, 1, 1, 1, 0.5] });
  const names = { names: ['dog', 'cat', 'bus', 'unheard'], embeddings: unitLength(waves(4, 7)) };
  const options = { dim: 4, own: 0.5, evenness: 0.4, width: 4, ridge: 0.1 };

  it('makes vectors of the length that is asked for, in the order of the words', async () => {
    const rows = wordRows(table);
    const mapped = await mapWords(rows, names, options);
    expect(mapped.words).toEqual(words);
    expect([mapped.directions.rows, mapped.directions.columns]).toEqual([5, 4]);
    expect(wordTable(mapped).dim).toBe(4);
    expect(mapped.lengths[4]).toBeCloseTo(0.5, 2);
  });

  it('can do with some of the words', () => {
    const some = wordRows(table, (word) => word !== 'cat');
    expect(some.words).toEqual(['dog', 'cow', 'bus', 'car']);
    const moved = retrofitWords(some, [[0, 1]]);
    const near = ({ directions }: typeof some) => cosines(directions).get(0, 1);
    expect(near(moved)).toBeGreaterThan(near(some));
  });
});
