import { evaluateNode } from '@langseg/adapter-reference';
import { sourceOf, tensor, type Tensor } from '@langseg/core';
import { GraphBuilder, type Graph, type Value } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { noise } from './__fixtures__/check-gradient.js';
import { differentiate } from './differentiate.js';
import { simplify } from './simplify.js';

const operators = (graph: Graph) => graph.nodes.map(({ operator }) => operator);

function graphOf(build: (g: GraphBuilder, x: Value) => Value): Graph {
  const g = new GraphBuilder('net');
  g.output('y', build(g, g.input('x', 'float32', [2, 3, 4])), 'float32', []);
  return g.build();
}

function run(graph: Graph, feeds: Readonly<Record<string, Tensor>>): Tensor[] {
  const values = new Map<string, Tensor>(Object.entries(feeds));
  for (const [name, { value }] of graph.initializers) values.set(name, value!);
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => (name ? values.get(name) : undefined));
    evaluateNode(node, inputs, graph.opset).forEach((value, i) => values.set(node.outputs[i], value));
  }
  return graph.outputs.map(({ name }) => values.get(name)!);
}

describe('simplify', () => {
  it.each<[string, string[], (g: GraphBuilder, x: Value) => Value]>([
    ['Identity', ['Relu'], (g, x) => g.op('Relu', [g.op('Identity', [x])])],
    [
      'a Reshape to the same shape',
      ['Relu'],
      (g, x) => g.op('Relu', [g.op('Reshape', [x, g.ints(2, -1, 4)])]),
    ],
    ['a Cast to the same dtype', ['Relu'], (g, x) => g.op('Relu', [g.op('Cast', [x], { to: 1 })])],
    ['an Expand to the same shape', ['Relu'], (g, x) => g.op('Relu', [g.op('Expand', [x, g.ints(3, 1)])])],
    [
      'transposes back and forth',
      ['Relu'],
      (g, x) =>
        g.op('Relu', [g.op('Transpose', [g.op('Transpose', [x], { perm: [1, 2, 0] })], { perm: [2, 0, 1] })]),
    ],
    [
      'reshapes back and forth',
      ['Relu'],
      (g, x) => g.op('Relu', [g.op('Reshape', [g.op('Flatten', [x]), g.ints(2, 3, 4)])]),
    ],
    [
      'a reshape before a reshape',
      ['Reshape', 'Softmax'],
      (g, x) => g.op('Softmax', [g.op('Unsqueeze', [g.op('Reshape', [x, g.ints(6, 4)]), g.ints(0)])]),
    ],
    [
      'what is computed twice',
      ['Relu', 'Add'],
      (g, x) => g.op('Add', [g.op('Relu', [x]), g.op('Relu', [x])]),
    ],
  ])('takes out %s', (_, expected, build) => {
    const graph = graphOf(build);
    const simple = simplify(graph);
    expect(operators(simple)).toEqual([...expected, 'Identity']);
    const feeds = { x: noise([2, 3, 4]) };
    expect(run(simple, feeds)).toEqual(run(graph, feeds));
  });

  it('leaves a transpose for the matrix product to fuse, and graph outputs', () => {
    const graph = graphOf((g, x) => {
      const heads = g.op('Transpose', [x], { perm: [1, 0, 2] });
      const keys = g.op('Transpose', [heads], { perm: [0, 2, 1] });
      return g.op('MatMul', [keys, g.op('Identity', [heads])]);
    });
    expect(operators(simplify(graph))).toEqual(['Transpose', 'Transpose', 'MatMul', 'Identity']);
  });

  it('keeps what is to be computed again', () => {
    const parameter = tensor('float32', [3, 4]);
    const g = new GraphBuilder('net');
    const x = g.weight('x', sourceOf(parameter));
    const pixels = g.input('pixels', 'float32', [3, 4]);
    const hidden = g.op('Exp', [g.op('Sigmoid', [g.op('Mul', [pixels, x])])]);
    const kept = g.op('Relu', [hidden], {}, 'kept');
    g.output('loss', g.op('ReduceSum', [g.op('Mul', [kept, kept])], { keepdims: 0 }), 'float32', []);
    const count = (recompute: string[]) => {
      const pass = differentiate(g.build(), { loss: 'loss', parameters: ['x'], recompute });
      pass.g.output('gradient', pass.gradients.get('x')!, 'float32', [3, 4]);
      const graph = pass.g.build();
      const simple = simplify(graph);
      const feeds = { x: noise([3, 4]), pixels: noise([3, 4], 2) };
      expect(run(simple, feeds)).toEqual(run(graph, feeds));
      return operators(simple).filter((operator) => operator === 'Sigmoid').length;
    };
    expect(count([])).toBe(1);
    expect(count(['kept'])).toBe(2);
  });
});
