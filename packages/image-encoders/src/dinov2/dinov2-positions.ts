import {
  antialiasWeights,
  bicubicWeights,
  onnxDataType,
  type GraphBuilder,
  type Value,
} from '@langseg/onnx-graph';
import type { AxisWeights } from '../vit/resize-positions.js';
import type { PositionResizing } from './dinov2-config.js';

/** What DINOv2 adds to a grid's sides before it divides them by those it was trained on. */
const offset = 0.1;

/** How each axis of position embeddings is resized. @param grid rows and columns of patches, an int64 pair. */
export function positionWeights(resizing: PositionResizing, grid: Value): AxisWeights {
  if (resizing !== 'offset') return (g, from, to) => antialiasWeights(g, from, to, resizing);
  return (g, from, to) => bicubicWeights(g, from, to, surplusOf(g, from, grid));
}

/** On the grid it was trained on, DINOv2 takes positions as they are. */
function surplusOf(g: GraphBuilder, side: number, grid: Value): Value {
  const isTrained = g.op('Cast', [g.op('Equal', [grid, g.ints(side, side)])], {
    to: onnxDataType('float32'),
  });
  const both = g.op('ReduceSum', [isTrained, g.ints(0)], { keepdims: 0 });
  const differs = g.op('Min', [g.op('Sub', [g.float(2), both]), g.float(1)]);
  return g.op('Mul', [differs, g.float(offset)]);
}
