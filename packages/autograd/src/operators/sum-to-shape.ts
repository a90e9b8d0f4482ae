import type { GraphBuilder, Value } from '@langseg/onnx-graph';

/** Sums `value` over the axes along which an operand of shape `to` was repeated to reach shape `from`. */
export function sumToShape(
  g: GraphBuilder,
  value: Value,
  from: readonly number[],
  to: readonly number[],
): Value {
  if (from.join() === to.join()) return value;
  const missing = from.length - to.length;
  const axes = from.flatMap((length, axis) =>
    axis < missing || (to[axis - missing] === 1 && length !== 1) ? [axis] : [],
  );
  const sum = axes.length > 0 ? g.op('ReduceSum', [value, g.ints(...axes)], { keepdims: 1 }) : value;
  return missing > 0 ? g.op('Reshape', [sum, g.ints(...to)]) : sum;
}
