import { sizeOf } from '@langseg/core';
import type { GraphBuilder, SliceRange, Value } from '@langseg/onnx-graph';

/** The inverse of a slice: `value` spread over the ranges that were taken of an array of `shape`, 0 in between. */
export function scatterRanges(
  g: GraphBuilder,
  value: Value,
  shape: readonly number[],
  ranges: readonly SliceRange[],
): Value {
  let spread = flipped(g, value, ranges);
  let lengths = ranges.map(({ length }) => length);
  const starts = ranges.map(({ start, step, length }) => (step < 0 ? start + step * (length - 1) : start));
  ranges.forEach(({ length, step }, axis) => {
    if (Math.abs(step) === 1 || length <= 1) return;
    spread = spaced(g, spread, lengths, axis, Math.abs(step));
    const room = shape[axis] - starts[axis];
    lengths = lengths.with(axis, length * Math.abs(step));
    if (lengths[axis] <= room) return;
    spread = g.op('Slice', [spread, g.ints(0), g.ints(room), g.ints(axis)]);
    lengths = lengths.with(axis, room);
  });
  const ends = shape.map((length, axis) => length - starts[axis] - lengths[axis]);
  if (sizeOf(lengths) === sizeOf(shape)) return spread;
  return g.op('Pad', [spread, g.ints(...starts, ...ends)]);
}

/** Brings axes that were taken backwards into their order. */
function flipped(g: GraphBuilder, value: Value, ranges: readonly SliceRange[]): Value {
  const axes = ranges.flatMap(({ step, length }, axis) => (step < 0 && length > 1 ? [axis] : []));
  if (axes.length === 0) return value;
  const steps = g.ints(...axes.map(() => -1));
  const beforeFirst = g.ints(...axes.map((axis) => -1 - ranges[axis].length));
  return g.op('Slice', [value, steps, beforeFirst, g.ints(...axes), steps]);
}

/** Puts `step − 1` zeros after each element along an axis. */
function spaced(g: GraphBuilder, value: Value, shape: readonly number[], axis: number, step: number): Value {
  const outer = sizeOf(shape.slice(0, axis + 1));
  const inner = sizeOf(shape.slice(axis + 1));
  const padded = g.op('Pad', [
    g.op('Reshape', [value, g.ints(outer, 1, inner)]),
    g.ints(0, 0, 0, 0, step - 1, 0),
  ]);
  return g.op('Reshape', [padded, g.ints(...shape.with(axis, shape[axis] * step))]);
}
