import { sizeOf, sourceOf, tensor, type TensorSource } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, type Value } from '../graph/graph-builder.js';
import type { Graph } from '../graph/graph.js';
import { foldBatchNorm } from './fold-batch-norm.js';

const list = (...values: number[]) => sourceOf(tensor('float32', [values.length], Float32Array.from(values)));
const counting = (...shape: number[]) =>
  sourceOf(
    tensor(
      'float32',
      shape,
      Float32Array.from({ length: sizeOf(shape) }, (_, i) => i + 1),
    ),
  );

function normalized(g: GraphBuilder, x: Value, variance: TensorSource = list(3, 8)): Value {
  const parts = { scale: list(2, 6), bias: list(10, 20), mean: list(1, 2), variance };
  const inputs = Object.entries(parts).map(([name, source]) => g.weight(`bn.${name}`, source));
  return g.op('BatchNormalization', [x, ...inputs], { epsilon: 1 });
}

function convolution(
  options: {
    bias?: boolean;
    group?: number;
    usedTwice?: boolean;
    weight?: TensorSource;
    variance?: TensorSource;
  } = {},
): Graph {
  const { group = 1 } = options;
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', [1, 2, 4, 4]);
  const weight = g.weight('conv.weight', options.weight ?? counting(2, 2 / group, 1, 1));
  const y = g.op('Conv', options.bias ? [x, weight, g.weight('conv.bias', list(5, 7))] : [x, weight], {
    group,
    strides: [2, 2],
  });
  const z = normalized(g, y, options.variance);
  g.output('z', options.usedTwice ? g.op('Add', [y, z]) : z, 'float32', [1, 2, 2, 2]);
  return g.build();
}

async function foldedWeights(graph: Graph): Promise<number[][]> {
  const conv = graph.nodes.find(({ operator }) => operator === 'Conv')!;
  const loaded = await Promise.all(conv.inputs.slice(1).map((name) => graph.initializers.get(name)!.load()));
  return loaded.map(({ data }) => Array.from(data as Float32Array));
}

describe('foldBatchNorm', () => {
  // With ε = 1 the factors are 2 / √(3 + 1) = 1 and 6 / √(8 + 1) = 2.
  it('folds into a convolution without bias', async () => {
    const graph = foldBatchNorm(convolution());
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Conv', 'Identity']);
    expect(graph.nodes[0].attributes.strides).toEqual({ kind: 'ints', value: [2, 2] });
    expect(graph.initializers.size).toBe(2);
    expect(await foldedWeights(graph)).toEqual([
      [1, 2, 6, 8],
      [10 - 1, 20 - 4],
    ]);
  });

  it('folds into a convolution with bias', async () => {
    const [, bias] = await foldedWeights(foldBatchNorm(convolution({ bias: true })));
    expect(bias).toEqual([10 + 5 - 1, 20 + 2 * (7 - 2)]);
  });

  it('folds into a grouped convolution by output channel', async () => {
    const [weight] = await foldedWeights(foldBatchNorm(convolution({ group: 2 })));
    expect(weight).toEqual([1, 4]);
  });

  it('loads nothing', () => {
    const unloadable = { ...counting(2, 2, 1, 1), load: () => Promise.reject(new Error('loaded')) };
    expect(foldBatchNorm(convolution({ weight: unloadable })).nodes).toHaveLength(2);
  });

  it.each([
    ['a convolution whose output is used twice', convolution({ usedTwice: true })],
    [
      'a convolution with float16 weights',
      convolution({ weight: sourceOf(tensor('float16', [2, 2, 1, 1])) }),
    ],
  ])('leaves %s alone', (_, graph) => {
    expect(foldBatchNorm(graph).nodes).toEqual(graph.nodes);
  });

  it('leaves training mode and other producers alone', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [1, 2, 4, 4]);
    const y = g.op('Conv', [x, g.weight('conv.weight', counting(2, 2, 1, 1))]);
    const statistics = [list(1, 1), list(0, 0), list(0, 0), list(1, 1)].map((s, i) => g.weight(`s${i}`, s));
    const trained = g.op('BatchNormalization', [y, ...statistics], { training_mode: 1 });
    g.output('z', normalized(g, g.op('Relu', [trained])), 'float32', [1, 2, 4, 4]);
    expect(foldBatchNorm(g.build()).nodes).toEqual(g.build().nodes);
  });

  it('refuses a batch norm of another width', () => {
    const graph = convolution({ variance: list(1, 2, 3) });
    expect(() => foldBatchNorm(graph)).toThrow(expect.objectContaining({ code: 'GRAPH_INVALID' }) as Error);
  });
});
