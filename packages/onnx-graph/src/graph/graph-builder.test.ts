import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder, type Value } from './graph-builder.js';
import { selectOutputs } from '../rewrites/select-outputs.js';

const weight = sourceOf(tensor('float32', [2, 2]));
const invalid = expect.objectContaining({ code: 'GRAPH_INVALID' }) as unknown;

describe('GraphBuilder', () => {
  it('builds nodes in the order they were asked for, with attributes as they are stored', () => {
    const g = new GraphBuilder('net', { opset: 19 });
    const x = g.input('x', 'float32', ['batch', 2]);
    const y = g.op('Gemm', [x, g.weight('w', weight)], { alpha: 1, transB: 1 });
    g.output('y', g.op('LeakyRelu', [y], { alpha: undefined }, 'activated'), 'float32', ['batch', 2]);
    const graph = g.build({ author: 'someone' });

    expect(graph.opset).toBe(19);
    expect(graph.metadata).toEqual({ author: 'someone' });
    expect(graph.nodes.map(({ operator }) => operator)).toEqual(['Gemm', 'LeakyRelu', 'Identity']);
    expect(graph.nodes[0].attributes).toEqual({
      alpha: { kind: 'float', value: 1 },
      transB: { kind: 'int', value: 1 },
    });
    expect(graph.nodes[1].attributes).toEqual({});
    expect(graph.nodes[2]).toMatchObject({ inputs: ['activated'], outputs: ['y'] });
  });

  it('adds no Identity when the output is named already', () => {
    const g = new GraphBuilder('net');
    g.output('y', g.op('Relu', [g.input('x', 'float32', [1])], {}, 'y'), 'float32', [1]);
    expect(g.build().nodes).toHaveLength(1);
  });

  it('keeps omitted inputs in the middle and drops them at the end', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [1]);
    g.op('Clip', [x, undefined, g.float(1)]);
    g.op('Clip', [x, g.float(1), undefined]);
    expect(g.build().nodes.map(({ inputs }) => inputs)).toEqual([
      ['x', '', 'constant_0'],
      ['x', 'constant_0'],
    ]);
  });

  it('shares bit-equal constants only', () => {
    const g = new GraphBuilder('net');
    const zero = g.float(0);
    expect(g.float(0)).toEqual(zero);
    expect(g.float(-0)).not.toEqual(zero);
    expect(g.ints(0)).not.toEqual(g.ints(0, 0));
    expect(g.constant(tensor('float32', [1]))).not.toEqual(zero);
    expect(g.build().initializers.size).toBe(5);
  });

  it('shares weights by name and refuses two different ones of a name', () => {
    const g = new GraphBuilder('net');
    expect(g.weight('w', weight)).toEqual(g.weight('w', weight));
    expect(() => g.weight('w', sourceOf(tensor('float32', [4])))).toThrow(invalid);
    expect(g.build().initializers.size).toBe(1);
  });

  it('makes up names that are free', () => {
    const g = new GraphBuilder('net');
    const x = g.input('Relu_0', 'float32', [1]);
    const made = [g.op('Relu', [x]), ...g.ops('Split', [x], 2), g.custom('my.domain', 'Twist', [x])];
    expect(new Set([x, ...made].map(({ name }) => name)).size).toBe(5);
    expect(g.build().nodes.at(-1)).toMatchObject({ domain: 'my.domain', operator: 'Twist' });
  });

  it('builds graphs that later additions do not change', () => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [1]);
    const graph = g.build();
    g.op('Relu', [x]);
    expect(graph.nodes).toHaveLength(0);
  });

  it.each<[string, (g: GraphBuilder, x: Value) => unknown]>([
    ['a name that is taken', (g, x) => g.op('Relu', [x], {}, 'x')],
    ['an empty name', (g) => g.input('', 'float32', [])],
    ['a value of another graph', (g) => g.op('Relu', [{ name: 'elsewhere' } as Value])],
    ['an output of another graph', (g) => g.output('y', { name: 'y' } as Value, 'float32', [])],
    ['an output that is declared twice', (g, x) => [1, 2].map(() => g.output('x', x, 'float32', [1]))],
    ['an attribute the operator has not', (g, x) => g.op('Relu', [x], { alpha: 1 })],
    ['an attribute of another kind', (g, x) => g.op('Softmax', [x], { axis: 0.5 })],
    ['an operator nobody knows', (g, x) => g.op('Twist' as 'Relu', [x])],
    ['sizes that are not whole', (g) => g.ints(1, 0.5)],
  ])('refuses %s', (_, build) => {
    const g = new GraphBuilder('net');
    const x = g.input('x', 'float32', [1]);
    expect(() => build(g, x)).toThrow(invalid);
  });
});

describe('selectOutputs', () => {
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', [2, 2]);
  const hidden = g.op('MatMul', [x, g.weight('w', weight)], {}, 'hidden');
  g.output('y', g.op('MatMul', [hidden, g.weight('v', weight)]), 'float32', [2, 2]);
  const graph = g.build();

  it('turns an inner value into the output and drops what it does not need', () => {
    const selected = selectOutputs(graph, ['hidden']);
    expect(selected.outputs.map(({ name }) => name)).toEqual(['hidden']);
    expect(selected.nodes).toHaveLength(1);
    expect([...selected.initializers.keys()]).toEqual(['w']);
    expect(selected.inputs).toEqual(graph.inputs);
  });

  it('keeps declared outputs as they are declared', () => {
    expect(selectOutputs(graph, ['y', 'hidden']).outputs[0]).toEqual(graph.outputs[0]);
  });

  it('refuses unknown names', () => {
    expect(() => selectOutputs(graph, ['nothing'])).toThrow(invalid);
  });
});
