import { tensor } from '@langseg/core';
import { GraphBuilder, type Graph, type Value } from '@langseg/onnx-graph';
import type { Activation, SpatialBlockConfig } from './spatial-block-config.js';

/**
 * The passes of a `depthwise` or `bottleneck` block as one graph (`depthwise_block` and `bottleneck_block` of lang-seg's
 * `modules/models/lseg_net.py`). A pass convolves every label's map with the shared filter; the bottleneck adds the
 * maximum of its input over the labels; all passes but the last end with the activation.
 *
 * Input and output `logits` → `regularized`, `[B, N, H, W]`.
 */
export function spatialBlockGraph(kind: 'depthwise' | 'bottleneck', config: SpatialBlockConfig): Graph {
  const g = new GraphBuilder(kind);
  const logits = g.input('logits', 'float32', ['batch', 'labels', 'height', 'width']);
  const weight = g.constant(tensor('float32', [1, 1, 3, 3], Float32Array.from(config.kernel)));
  const bias = g.constant(tensor('float32', [1], Float32Array.of(config.bias)));
  const shape = g.op('Shape', [logits]);
  const single = g.op('Concat', [g.ints(-1, 1), g.op('Shape', [logits], { start: 2, end: 4 })], { axis: 0 });

  const passes = Math.max(1, config.depth);
  let x: Value = logits;
  for (let pass = 1; pass <= passes; pass++) {
    const convolved = g.op('Conv', [g.op('Reshape', [x, single]), weight, bias], { pads: [1, 1, 1, 1] });
    let y = g.op('Reshape', [convolved, shape]);
    if (kind === 'bottleneck') y = g.op('Add', [y, g.op('ReduceMax', [x, g.ints(1)], { keepdims: 1 })]);
    x = pass < passes ? activate(g, y, config.activation) : y;
  }
  g.output('regularized', x, 'float32', ['batch', 'labels', 'height', 'width']);
  return g.build();
}

function activate(g: GraphBuilder, x: Value, activation: Activation): Value {
  switch (activation) {
    case 'relu':
      return g.op('Relu', [x]);
    case 'leaky-relu':
      return g.op('LeakyRelu', [x], { alpha: 0.01 });
    case 'tanh':
      return g.op('Tanh', [x]);
  }
}
