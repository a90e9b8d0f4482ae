import { resizePositionEmbedding, tensor } from '@langseg/core';
import { GraphBuilder, spatialSize } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { runGraph } from '../__fixtures__/run-graph.js';
import { waves } from '../__fixtures__/waves.js';
import { resizePositions } from './resize-positions.js';

describe('resizePositions', () => {
  const positions = waves(1, 1 + 24 * 24, 3);

  it.each([
    [30, 30],
    [23, 40],
    [24, 24],
    [1, 2],
  ])('fits a 24 × 24 grid to %i × %i as the plain code does', async (rows, columns) => {
    const g = new GraphBuilder('positions');
    const patches = g.input('patches', 'float32', [1, 1, 'rows', 'columns']);
    const value = g.input('positions', 'float32', positions.shape);
    const resized = resizePositions(g, value, spatialSize(g, patches), { tokens: 1 + 24 * 24, width: 3 });
    g.output('resized', resized, 'float32', [1, 'tokens', 3]);
    const found = await runGraph(g.build(), { positions, patches: tensor('float32', [1, 1, rows, columns]) });
    const expected = resizePositionEmbedding(positions, [rows, columns]);
    expect(found.resized.shape).toEqual(expected.shape);
    found.resized.data.forEach((number, i) => expect(Math.abs(number - expected.data[i])).toBeLessThan(3e-7));
  });
});
