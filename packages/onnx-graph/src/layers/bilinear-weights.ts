import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { axisOffsets } from './axis-offsets.js';

/**
 * The matrix `[to, from]` that interpolates linearly along one axis (`align_corners=False`): row i holds the triangle
 * max(0, 1 − |p − j|) around the position p = (i + ½)·from/to − ½ of output i among the inputs j.
 *
 * @param to the output length, int64 `[1]`.
 */
export function bilinearWeights(g: GraphBuilder, from: number, to: Value): Value {
  const { offsets } = axisOffsets(g, from, to);
  const inputs = (valueOf: (j: number) => number) =>
    g.constant(
      tensor(
        'float32',
        [from],
        Float32Array.from({ length: from }, (_, j) => valueOf(j)),
      ),
    );
  // What lies before the first input or behind the last is its.
  const last = from - 1;
  const fromFirst = g.op('Max', [offsets, inputs((j) => (j === 0 ? 0 : -from))]);
  const toLast = g.op('Min', [fromFirst, inputs((j) => (j === last ? 0 : from))]);
  const distances = g.op('Max', [toLast, g.op('Neg', [toLast])]);
  return g.op('Relu', [g.op('Sub', [g.float(1), distances])]);
}
