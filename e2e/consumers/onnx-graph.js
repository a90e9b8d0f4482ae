import assert from 'node:assert/strict';
import { decodeModel, encodeModel, GraphBuilder } from '@langseg/onnx-graph';

const g = new GraphBuilder('double');
g.output('y', g.op('Mul', [g.input('x', 'float32', ['n']), g.float(2)]), 'float32', ['n']);
const { model } = await encodeModel(g.build());
assert.deepEqual(
  decodeModel(model).outputs.map((output) => output.name),
  ['y'],
);
