import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { onnxDataType } from '../model/data-type.js';

/**
 * The matrix `[to, from]` that interpolates linearly along one axis (`align_corners=False`): row i holds the triangle
 * max(0, 1 − |p − j|) around the position p of output i among the inputs j.
 *
 * Positions are computed as PyTorch does, in float64 from a float32 step. `Resize` of the runtimes computes them in
 * float32, which is a few millionths of a pixel off.
 *
 * @param to the output length, int64 `[1]`.
 */
export function bilinearWeights(g: GraphBuilder, from: number, to: Value): Value {
  const float64 = (...values: number[]) =>
    g.constant(tensor('float64', [values.length], Float64Array.from(values)));
  const cast = (value: Value, dtype: 'float32' | 'float64') =>
    g.op('Cast', [value], { to: onnxDataType(dtype) });
  const int = (value: bigint) => g.constant(tensor('int64', [], BigInt64Array.of(value)));

  const step = cast(g.op('Div', [g.float(from), cast(to, 'float32')]), 'float64');
  const outputs = cast(g.op('Range', [int(0n), g.op('Squeeze', [to, g.ints(0)]), int(1n)]), 'float64');
  const centres = g.op('Mul', [g.op('Add', [outputs, float64(0.5)]), step]);
  const unbounded = g.op('Sub', [centres, float64(0.5)]);
  const positions = g.op('Min', [g.op('Max', [unbounded, float64(0)]), float64(from - 1)]);

  const inputs = float64(...Array.from({ length: from }, (_, j) => j));
  const offsets = g.op('Sub', [g.op('Unsqueeze', [positions, g.ints(1)]), inputs]);
  const distances = g.op('Max', [offsets, g.op('Neg', [offsets])]);
  return cast(g.op('Max', [g.op('Sub', [float64(1), distances]), float64(0)]), 'float32');
}
