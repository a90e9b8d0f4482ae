import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { onnxDataType } from '../model/data-type.js';

/** The step between positions is divided into multiples of 1/2048 and a rest. */
const COARSE = 2048;

/**
 * The matrix `[to, from]` that interpolates linearly along one axis (`align_corners=False`): row i holds the triangle
 * max(0, 1 − |p − j|) around the position p = (i + ½)·from/to − ½ of output i among the inputs j.
 *
 * PyTorch rounds from/to to float32 and computes with it in float64, which WebGPU does not know; `Resize` of the runtimes
 * computes in float32 and is a few millionths of a pixel off. Here the step is the sum of two numbers of few digits, so
 * that float32 holds their products with i + ½, and what is left at j, without error.
 *
 * @param to the output length, int64 `[1]`.
 */
export function bilinearWeights(g: GraphBuilder, from: number, to: Value): Value {
  const scalar = (value: number) => g.constant(tensor('float32', [], Float32Array.of(value)));
  const inputs = (valueOf: (j: number) => number) =>
    g.constant(
      tensor(
        'float32',
        [from],
        Float32Array.from({ length: from }, (_, j) => valueOf(j)),
      ),
    );

  const length = g.op('Cast', [g.op('Squeeze', [to, g.ints(0)])], { to: onnxDataType('float32') });
  const step = g.op('Div', [scalar(from), length]);
  const coarse = g.op('Div', [g.op('Floor', [g.op('Mul', [step, scalar(COARSE)])]), scalar(COARSE)]);
  const fine = g.op('Sub', [step, coarse]);

  const centres = g.op('Add', [g.op('Range', [scalar(0), length, scalar(1)]), scalar(0.5)]);
  const column = (value: Value) => g.op('Unsqueeze', [value, g.ints(1)]);
  const nearly = column(g.op('Sub', [g.op('Mul', [centres, coarse]), scalar(0.5)]));
  const offsets = g.op('Add', [
    g.op('Sub', [nearly, inputs((j) => j)]),
    column(g.op('Mul', [centres, fine])),
  ]);

  // What lies before the first input or behind the last is its.
  const last = from - 1;
  const fromFirst = g.op('Max', [offsets, inputs((j) => (j === 0 ? 0 : -from))]);
  const toLast = g.op('Min', [fromFirst, inputs((j) => (j === last ? 0 : from))]);
  const distances = g.op('Max', [toLast, g.op('Neg', [toLast])]);
  return g.op('Relu', [g.op('Sub', [scalar(1), distances])]);
}
