import { bilinearWeights as bilinear, type GraphBuilder, type Value } from '@langseg/onnx-graph';

/** Makes the matrix `[to, from]` that resizes one axis, from `from` to `to` (int64 `[1]`). */
export type AxisWeights = (g: GraphBuilder, from: number, to: Value) => Value;

/**
 * Position embeddings fitted to another grid of patches: the square part is interpolated, the class token's stays
 * (`_resize_pos_embed` of lang-seg's `lseg_vit.py`).
 *
 * @param positions `[1, 1 + G², width]`, class token first.
 * @param grid rows and columns of patches, an int64 pair.
 * @param shape.tokens 1 + G².
 * @param options.weights default bilinear with `align_corners=False`.
 * @returns `[1, 1 + rows·columns, width]`.
 */
export function resizePositions(
  g: GraphBuilder,
  positions: Value,
  grid: Value,
  shape: { readonly tokens: number; readonly width: number },
  { name, weights = bilinear }: { readonly name?: string; readonly weights?: AxisWeights } = {},
): Value {
  const { tokens, width } = shape;
  const side = Math.floor(Math.sqrt(Math.max(0, tokens - 1)));
  const classPosition = g.op('Slice', [positions, g.ints(0), g.ints(1), g.ints(1)]);
  const square = g.op('Slice', [positions, g.ints(1), g.ints(1 + side * side), g.ints(1)]);

  const along = (axis: number) => g.op('Slice', [grid, g.ints(axis), g.ints(axis + 1)]);
  const rows = g.op('Reshape', [square, g.ints(side, side * width)]);
  const enoughRows = g.op('MatMul', [weights(g, side, along(0)), rows]);
  const columns = g.op('Reshape', [enoughRows, g.ints(-1, side, width)]);
  const resized = g.op('MatMul', [weights(g, side, along(1)), columns]);
  return g.op('Concat', [classPosition, g.op('Reshape', [resized, g.ints(1, -1, width)])], { axis: 1 }, name);
}
