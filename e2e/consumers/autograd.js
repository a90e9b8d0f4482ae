import assert from 'node:assert/strict';
import { differentiate, simplify } from '@langseg/autograd';
import { sourceOf, tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';

// The derivative of Σ w² is 2 w.
const g = new GraphBuilder('squares');
const w = g.weight('w', sourceOf(tensor('float32', [3])));
g.output('loss', g.op('ReduceSum', [g.op('Mul', [w, w]), g.ints(0)], { keepdims: 0 }), 'float32', []);
const pass = differentiate(g.build(), { loss: 'loss', parameters: ['w'] });
pass.g.output('gradient', pass.gradients.get('w'), 'float32', [3]);

const graph = simplify(pass.g.build());
assert.deepEqual(
  graph.inputs.map(({ name, shape }) => ({ name, shape })),
  [{ name: 'w', shape: [3] }],
);
const { model } = await encodeModel(graph);
assert.ok(model.byteLength > 0);

assert.throws(() => differentiate(g.build(), { loss: 'w', parameters: ['w'] }), { code: 'GRAPH_INVALID' });
