import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import type { Activation, SpatialBlockConfig, SpatialBlockKind } from './spatial-block-config.js';

/** A spatial block whose filter is a value of the graph, so that it can be trained. */
export interface SpatialBlock extends Pick<SpatialBlockConfig, 'depth' | 'activation'> {
  readonly kind: SpatialBlockKind;
  /** The filter `[1, 1, 3, 3]`. */
  readonly kernel: Value;
  /** `[1]`. */
  readonly bias: Value;
  /**
   * Added to the logits where the bottleneck takes its maximum over labels and nowhere else, `[B, N, 1, 1]`: 0 for labels
   * and a large negative number for places that only fill up an image's shorter label list.
   */
  readonly labelBias?: Value;
}

/**
 * Adds the passes of a `depthwise` or `bottleneck` block to a graph (`depthwise_block` and `bottleneck_block` of lang-seg's
 * `modules/models/lseg_net.py`). A pass convolves every label's map with the shared filter; the bottleneck adds the
 * maximum of its input over the labels; all passes but the last end with the activation.
 *
 * @param logits `[B, N, H, W]`.
 * @returns `[B, N, H, W]`.
 */
export function appendSpatialBlock(g: GraphBuilder, logits: Value, block: SpatialBlock): Value {
  const shape = g.op('Shape', [logits]);
  const single = g.op('Concat', [g.ints(-1, 1), g.op('Shape', [logits], { start: 2, end: 4 })], { axis: 0 });

  const passes = Math.max(1, block.depth);
  let x = logits;
  for (let pass = 1; pass <= passes; pass++) {
    const maps = g.op('Reshape', [x, single]);
    const convolved = g.op('Conv', [maps, block.kernel, block.bias], { pads: [1, 1, 1, 1] });
    let y = g.op('Reshape', [convolved, shape]);
    if (block.kind === 'bottleneck') y = g.op('Add', [y, maximumOverLabels(g, x, block.labelBias)]);
    x = pass < passes ? activate(g, y, block.activation) : y;
  }
  return x;
}

function maximumOverLabels(g: GraphBuilder, x: Value, labelBias: Value | undefined): Value {
  const candidates = labelBias ? g.op('Add', [x, labelBias]) : x;
  return g.op('ReduceMax', [candidates, g.ints(1)], { keepdims: 1 });
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
