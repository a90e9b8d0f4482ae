import { sourceOf, tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';

/** `y = relu(2x − 1)` for x `[rows, 3]` with any number of rows. */
export function affineModel() {
  const g = new GraphBuilder('affine');
  const x = g.input('x', 'float32', ['rows', 3]);
  const y = g.op('Relu', [g.op('Sub', [g.op('Mul', [x, g.float(2)]), g.float(1)])]);
  g.output('y', y, 'float32', ['rows', 3]);
  return encodeModel(g.build());
}

/** `y = x · weight` with the `[3, 2]` weight 1 … 6 outside the model's bytes. */
export function externalWeightModel() {
  const g = new GraphBuilder('external');
  const x = g.input('x', 'float32', ['rows', 3]);
  const weight = tensor('float32', [3, 2], Float32Array.of(1, 2, 3, 4, 5, 6));
  const y = g.op('MatMul', [x, g.weight('layers.0.weight', sourceOf(weight))]);
  g.output('y', y, 'float32', ['rows', 2]);
  return encodeModel(g.build());
}

/** `best` = where each row of `a + b` is largest, as int64, and `sum` = `a + b`. */
export function twoOutputsModel() {
  const g = new GraphBuilder('two outputs');
  const a = g.input('a', 'float32', [2, 3]);
  const sum = g.op('Add', [a, g.input('b', 'float32', [3])]);
  g.output('best', g.op('ArgMax', [sum], { axis: 1, keepdims: 0 }), 'int64', [2]);
  g.output('sum', sum, 'float32', [2, 3]);
  return encodeModel(g.build());
}
