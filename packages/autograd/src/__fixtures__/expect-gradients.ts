import { evaluateNode } from '@langseg/adapter-reference';
import { sourceOf, tensor, type Tensor } from '@langseg/core';
import { GraphBuilder, type Value } from '@langseg/onnx-graph';
import { expect } from 'vitest';
import { differentiate } from '../differentiate.js';

/** Expects the gradient of Σ y at a given x: for ties and bounds, where differences say nothing. */
export function expectGradients(check: {
  readonly x: readonly number[] | Tensor<'float32'>;
  readonly build: (g: GraphBuilder, x: Value) => Value;
  readonly expected: readonly number[];
}): void {
  const x = 'data' in check.x ? check.x : tensor('float32', [check.x.length], Float32Array.from(check.x));
  const g = new GraphBuilder('ties');
  const y = check.build(g, g.weight('x', sourceOf(x)));
  g.output('loss', g.op('ReduceSum', [y], { keepdims: 0 }), 'float32', []);
  const pass = differentiate(g.build(), { loss: 'loss', parameters: ['x'] });
  pass.g.output('gradient', pass.gradients.get('x')!, 'float32', x.shape);

  const graph = pass.g.build();
  const values = new Map<string, Tensor>([['x', x]]);
  for (const [name, { value }] of graph.initializers) values.set(name, value!);
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((name) => (name ? values.get(name) : undefined));
    evaluateNode(node, inputs, graph.opset).forEach((value, i) => values.set(node.outputs[i], value));
  }
  const found = Array.from(values.get('gradient')!.data as Float32Array);
  expect(found).toEqual(check.expected);
}
