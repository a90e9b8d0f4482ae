import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { float32 } from '../graph/constant.js';
import type { Graph } from '../graph/graph.js';
import { GraphBuilder } from '../graph/graph-builder.js';
import { computeInFloat16 } from './compute-in-float16.js';
import { storeAsFloat16 } from './store-as-float16.js';

const weight = (...shape: number[]) => sourceOf(tensor('float32', shape));

/** Two layers with a residual stream and a softmax with a mask. */
function network(mask: number): Graph {
  const g = new GraphBuilder('net');
  const x = g.input('x', 'float32', ['n', 16]);
  const normed = g.op('LayerNormalization', [x, g.weight('norm', weight(16))]);
  const hidden = g.op('Gemm', [normed, g.weight('a', weight(16, 32)), g.weight('a.bias', weight(32))]);
  const active = g.op('Mul', [g.op('Erf', [hidden]), hidden]);
  const scores = g.op('MatMul', [active, g.weight('b', weight(32, 16))]);
  const weights = g.op('Softmax', [g.op('Add', [scores, g.constant(float32(mask))])]);
  g.output('y', g.op('Add', [x, weights]), 'float32', ['n', 16]);
  return g.build();
}

/** Operators that take values in half precision. */
function halves({ nodes, initializers }: Graph): string[] {
  const isHalf = (name: string) => name.endsWith(':half') || initializers.get(name)?.dtype === 'float16';
  return nodes
    .filter(({ operator, inputs }) => operator !== 'Cast' && inputs.some(isHalf))
    .map((n) => n.operator);
}

describe('computeInFloat16', () => {
  it('takes products and what stands between them; norms, softmax, residuals and masks stay', () => {
    expect(halves(computeInFloat16(network(1)))).toEqual(['Gemm', 'Erf', 'Mul', 'MatMul', 'Add']);
    expect(halves(computeInFloat16(network(-Infinity)))).toEqual(['Gemm', 'Erf', 'Mul', 'MatMul']);
    expect(halves(computeInFloat16(network(1e5)))).toEqual(['Gemm', 'Erf', 'Mul', 'MatMul']);
  });

  it('keeps inputs and outputs, and reads weights as they are kept', () => {
    const graph = network(1);
    const half = computeInFloat16(storeAsFloat16(graph));
    expect([half.inputs, half.outputs]).toEqual([graph.inputs, graph.outputs]);
    expect(
      [...half.initializers].filter(([, { dtype }]) => dtype === 'float16').map(([name]) => name),
    ).toEqual(['a:float16', 'b:float16']);
    expect(half.nodes.filter(({ inputs }) => inputs.includes('a:float16')).map((n) => n.operator)).toEqual([
      'Gemm',
    ]);
  });

  it('changes nothing where no product is', () => {
    const g = new GraphBuilder('plain');
    g.output('y', g.op('Relu', [g.input('x', 'float32', [4])]), 'float32', [4]);
    const graph = g.build();
    expect(computeInFloat16(graph)).toEqual(graph);
  });
});
