import { tensor } from '@langseg/core';
import { antialiasWeights, bicubicWeights, GraphBuilder, spatialSize, type Value } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { positionWeights } from './dinov2-positions.js';

type Weights = (g: GraphBuilder, from: number, to: Value) => Value;

/** The matrix that a graph makes for an axis. */
async function matrixOf(weights: Weights, from: number, to: number): Promise<number[][]> {
  const g = new GraphBuilder('weights');
  const size = spatialSize(g, g.input('map', 'float32', [1, 1, 'to', 1]));
  const rows = g.op('Slice', [size, g.ints(0), g.ints(1)]);
  g.output('matrix', weights(g, from, rows), 'float32', ['to', from]);
  const { matrix } = await runGraph(g.build(), { map: tensor('float32', [1, 1, to, 1]) });
  expect(matrix.shape).toEqual([to, from]);
  return Array.from({ length: to }, (_, i) => [...matrix.data.slice(i * from, (i + 1) * from)]);
}

function cubic(distance: number, a: number): number {
  const x = Math.abs(distance);
  if (x < 1) return (a + 2) * x ** 3 - (a + 3) * x ** 2 + 1;
  return x < 2 ? a * x ** 3 - 5 * a * x ** 2 + 8 * a * x - 4 * a : 0;
}

/** PyTorch's `_compute_indices_weights_aa`, one output at a time. */
function antialiased(from: number, to: number, kernel: 'linear' | 'cubic'): number[][] {
  const scale = from / to;
  const widened = Math.max(scale, 1);
  const support = (kernel === 'linear' ? 1 : 2) * widened;
  return Array.from({ length: to }, (_, i) => {
    const centre = scale * (i + 0.5);
    const begin = Math.max(0, Math.trunc(centre - support + 0.5));
    const end = Math.min(from, Math.trunc(centre + support + 0.5));
    const row = Array<number>(from).fill(0);
    for (let j = begin; j < end; j++) {
      const x = (j - centre + 0.5) / widened;
      row[j] = kernel === 'linear' ? Math.max(0, 1 - Math.abs(x)) : cubic(x, -0.5);
    }
    const sum = row.reduce((total, value) => total + value, 0);
    return row.map((value) => value / sum);
  });
}

/** PyTorch's bicubic interpolation by a scale factor: four taps, beyond the ends the last input. */
function bicubic(from: number, to: number, step: number): number[][] {
  return Array.from({ length: to }, (_, i) => {
    const place = (i + 0.5) * step - 0.5;
    const row = Array<number>(from).fill(0);
    for (const tap of [-1, 0, 1, 2]) {
      const j = Math.floor(place) + tap;
      row[Math.min(Math.max(j, 0), from - 1)] += cubic(place - j, -0.75);
    }
    return row;
  });
}

function expectEqual(found: number[][], expected: number[][]): void {
  expected.forEach((row, i) =>
    row.forEach((value, j) => expect(Math.abs(found[i][j] - value), `${i}, ${j}`).toBeLessThan(2e-6)),
  );
}

const lengths = [
  [32, 32],
  [32, 37],
  [32, 9],
  [16, 64],
  [5, 1],
  [1, 4],
] as const;

describe('matrices that resize an axis as PyTorch does', () => {
  for (const kernel of ['linear', 'cubic'] as const)
    it.each(lengths)(`${kernel} with antialiasing, %i to %i`, async (from, to) => {
      const found = await matrixOf((g, ...axis) => antialiasWeights(g, ...axis, kernel), from, to);
      expectEqual(found, antialiased(from, to, kernel));
    });

  it.each(lengths)('bicubic without antialiasing, %i to %i', async (from, to) => {
    expectEqual(await matrixOf(bicubicWeights, from, to), bicubic(from, to, from / to));
  });
});

describe("DINOv2's offset", () => {
  const weightsOf = (grid: readonly [number, number]): Weights => {
    return (g, from, to) => positionWeights('offset', g.ints(...grid))(g, from, to);
  };

  it('makes the step a little smaller', async () => {
    expectEqual(await matrixOf(weightsOf([20, 16]), 16, 20), bicubic(16, 20, 16 / 20.1));
    expectEqual(await matrixOf(weightsOf([16, 20]), 16, 16), bicubic(16, 16, 16 / 16.1));
  });

  it('leaves positions alone on the grid they were learned on', async () => {
    expectEqual(await matrixOf(weightsOf([16, 16]), 16, 16), bicubic(16, 16, 1));
  });
});
