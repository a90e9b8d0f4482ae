import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../graph/graph-builder.js';
import { inferShapes } from '../shapes/infer-shapes.js';
import type { BatchNormMode } from './batch-norm-mode.js';
import { batchNorm } from './convolution.js';
import { Parameters } from './parameters.js';

const names = ['weight', 'bias', 'running_mean', 'running_var'];
const weights = new Map(names.map((name) => [`unit.bn.${name}`, sourceOf(tensor('float32', [3]))]));

function normalised(mode?: BatchNormMode) {
  const g = new GraphBuilder('norm');
  const x = g.input('x', 'float32', [2, 3, 4, 5]);
  const parameters = new Parameters(g, weights, { batchNorm: mode }).scope('unit').scope('bn');
  g.output('y', batchNorm(g, x, parameters), 'float32', [2, 3, 4, 5]);
  return g.build();
}

describe('batchNorm', () => {
  it.each(['folded', 'inference', undefined] as const)('uses running statistics when %s', (mode) => {
    const [node] = normalised(mode).nodes;
    expect(node.outputs).toHaveLength(1);
    expect(node.attributes).toEqual({ epsilon: { kind: 'float', value: 1e-5 } });
  });

  it('moves running statistics by a tenth in training, in scopes as well', () => {
    const graph = normalised('training');
    const [node] = graph.nodes;
    expect(node.inputs.slice(1)).toEqual(names.map((name) => `unit.bn.${name}`));
    expect(node.attributes).toMatchObject({ momentum: { value: 0.9 }, training_mode: { value: 1 } });
    const shapes = inferShapes(graph);
    expect(node.outputs.map((name) => shapes.get(name)?.shape)).toEqual([[2, 3, 4, 5], [3], [3]]);
  });
});
