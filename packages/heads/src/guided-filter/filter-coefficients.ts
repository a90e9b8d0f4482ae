import type { ScoreRows } from '@langseg/core';
import { coefficientCount, coefficientSpace, fillCoefficients } from './label-coefficients.js';
import { gridProbabilities } from './grid-probabilities.js';
import type { Guide } from './guide.js';

/** Most coefficients that are held: 2²⁵ floats, 128 MB. */
const maxCoefficients = 2 ** 25;

/** Coefficients of the labels that can win, on the guide's grid. */
export interface FilterCoefficients {
  /** Labels that can win, ascending. */
  readonly labels: Uint16Array;
  /** `[grid.height, grid.width, labels, 4]`: a pixel of colour (r, g, b), 0..255, has r · a₀ + g · a₁ + b · a₂ + a₃. */
  readonly values: Float32Array;
  /** Numbers of a cell: four for each label. */
  readonly stride: number;
}

/** Computes the coefficients of all labels that can win; pauses often, see `runInSlices` of `@langseg/core`. */
export function* filterCoefficients(scores: ScoreRows, guide: Guide): Generator<void, FilterCoefficients> {
  const cells = guide.grid.width * guide.grid.height;
  const limit = Math.max(1, Math.floor(maxCoefficients / (cells * coefficientCount)));
  const { labels, maps } = yield* gridProbabilities(scores, guide.grid, limit);
  const stride = labels.length * coefficientCount;
  const values = new Float32Array(cells * stride);
  const space = coefficientSpace(guide);
  for (const [i, map] of maps.entries())
    yield* fillCoefficients(map, guide, space, { values, offset: i * coefficientCount, stride });
  return { labels: Uint16Array.from(labels), values, stride };
}
