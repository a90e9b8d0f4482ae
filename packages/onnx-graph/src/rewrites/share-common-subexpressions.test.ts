import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { constantOf, int64 } from '../graph/constant.js';
import { GraphBuilder } from '../graph/graph-builder.js';
import type { Graph } from '../graph/graph.js';
import { shareCommonSubexpressions } from './share-common-subexpressions.js';

const operators = (graph: Graph) => graph.nodes.map(({ operator }) => operator);

describe('shareCommonSubexpressions', () => {
  it('merges chains of nodes with the same operators, attributes and inputs', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2, 3]);
    const half = () => g.op('Softmax', [g.op('Mul', [x, g.float(0.5)])], { axis: 0 });
    g.output('y', g.op('Add', [half(), half()]), 'float32', [2, 3]);
    const graph = shareCommonSubexpressions(g.build());
    expect(operators(graph)).toEqual(['Mul', 'Softmax', 'Add', 'Identity']);
    const [, softmax, add] = graph.nodes;
    expect(add.inputs).toEqual([softmax.outputs[0], softmax.outputs[0]]);
  });

  it('keeps nodes apart that differ in attributes, order of inputs, weights or domain', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2, 3]);
    const weight = (name: string) => g.weight(name, sourceOf(tensor('float32', [3])));
    const [a, b] = [weight('a'), weight('b')];
    const parts = [
      g.op('Softmax', [x], { axis: 0 }),
      g.op('Softmax', [x], { axis: 1 }),
      g.op('Sub', [x, a]),
      g.op('Sub', [a, x]),
      g.op('Sub', [x, b]),
      g.custom('com.microsoft', 'Sub', [x, a]),
      g.op('Clip', [x, undefined, g.float(1)]),
      g.op('Clip', [x, g.float(1)]),
    ];
    g.output('y', g.op('Concat', parts, { axis: 0 }), 'float32', [16, 3]);
    expect(shareCommonSubexpressions(g.build()).nodes).toEqual(g.build().nodes);
  });

  it('merges equal constants, not weights', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2, 3]);
    const other = g.initializer('other', constantOf(int64([6])));
    const weights = ['v', 'w'].map((name) => g.weight(name, sourceOf(tensor('float32', [6]))));
    const rows = [g.ints(6), other].map((shape, i) => g.op('Mul', [g.op('Reshape', [x, shape]), weights[i]]));
    g.output('y', g.op('Concat', rows, { axis: 0 }), 'float32', [12]);
    const graph = shareCommonSubexpressions(g.build());
    expect(operators(graph)).toEqual(['Reshape', 'Mul', 'Mul', 'Concat', 'Identity']);
    expect(graph.initializers.size).toBe(3);
  });

  it('keeps the names of graph outputs', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2]);
    g.output('y', g.op('Relu', [x], {}, 'y'), 'float32', [2]);
    g.output('z', g.op('Relu', [x], {}, 'z'), 'float32', [2]);
    g.output('sum', g.op('Neg', [g.op('Relu', [x])]), 'float32', [2]);
    const graph = shareCommonSubexpressions(g.build());
    expect(operators(graph)).toEqual(['Relu', 'Relu', 'Neg', 'Identity']);
    expect(graph.nodes[2].inputs).toEqual(['y']);
    expect(graph.outputs).toEqual(g.build().outputs);
  });

  it('merges only with a node that makes all outputs that are asked for, and never random numbers', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [2, 3]);
    const scale = g.weight('scale', sourceOf(tensor('float32', [3])));
    const short = g.op('LayerNormalization', [x, scale]);
    const [long] = g.ops('LayerNormalization', [x, scale], 3);
    const noise = [0, 1].map(() => g.custom('', 'RandomNormalLike', [x]));
    g.output('y', g.op('Concat', [short, long, ...noise], { axis: 0 }), 'float32', [8, 3]);
    expect(shareCommonSubexpressions(g.build()).nodes).toHaveLength(g.build().nodes.length);
  });
});
