import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { onnxDataType } from '../model/data-type.js';

/** The step between positions is divided into multiples of 1/2048 and a rest. */
const COARSE = 2048;

/** Where the outputs of a resized axis lie among its inputs. */
export interface AxisOffsets {
  /** `[to, inputs]`: (i + ½)·step − ½ − j, the way from input j to the place of output i (`align_corners=False`). */
  readonly offsets: Value;
  /** Inputs per output, a scalar. */
  readonly step: Value;
}

/**
 * How far the outputs of a resized axis are from its inputs.
 *
 * PyTorch rounds the step to float32 and computes with it in float64, which WebGPU does not know; `Resize` of the runtimes
 * computes in float32 and is a few millionths of a pixel off. Here the step is the sum of two numbers of few digits, so
 * that float32 holds their products with i + ½, and what is left at j, without error.
 *
 * @param from the input length.
 * @param to the output length, int64 `[1]`.
 * @param inputs the inputs j to look at; default all.
 * @param surplus a scalar: the step is from / (to + surplus). Default 0.
 */
export function axisOffsets(
  g: GraphBuilder,
  from: number,
  to: Value,
  { inputs, surplus }: { readonly inputs?: readonly number[]; readonly surplus?: Value } = {},
): AxisOffsets {
  const scalar = (value: number) => g.constant(tensor('float32', [], Float32Array.of(value)));
  const js = Float32Array.from(inputs ?? Array.from({ length: from }, (_, j) => j));
  const length = g.op('Cast', [g.op('Squeeze', [to, g.ints(0)])], { to: onnxDataType('float32') });
  const step = g.op('Div', [scalar(from), surplus ? g.op('Add', [length, surplus]) : length]);
  const coarse = g.op('Div', [g.op('Floor', [g.op('Mul', [step, scalar(COARSE)])]), scalar(COARSE)]);
  const fine = g.op('Sub', [step, coarse]);

  const centres = g.op('Add', [g.op('Range', [scalar(0), length, scalar(1)]), scalar(0.5)]);
  const column = (value: Value) => g.op('Unsqueeze', [value, g.ints(1)]);
  const nearly = column(g.op('Sub', [g.op('Mul', [centres, coarse]), scalar(0.5)]));
  const offsets = g.op('Add', [
    g.op('Sub', [nearly, g.constant(tensor('float32', [js.length], js))]),
    column(g.op('Mul', [centres, fine])),
  ]);
  return { offsets, step };
}
