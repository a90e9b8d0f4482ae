import { tensor } from '@langseg/core';
import type { GraphBuilder, Value } from '../graph/graph-builder.js';
import { axisOffsets } from './axis-offsets.js';

/** PyTorch's cubic kernel with antialiasing, Pillow's too. */
const antialiasCubic = -0.5;
/** PyTorch's cubic kernel without antialiasing. */
const plainCubic = -0.75;

/**
 * The matrix `[to, from]` that resizes one axis as `torch.nn.functional.interpolate` does with `antialias=True` and
 * `align_corners=False`: row i holds the kernel around the position of output i, widened where the axis shrinks, and sums
 * to 1.
 *
 * @param from the input length.
 * @param to the output length, int64 `[1]`.
 */
export function antialiasWeights(
  g: GraphBuilder,
  from: number,
  to: Value,
  kernel: 'linear' | 'cubic',
): Value {
  const { offsets, step } = axisOffsets(g, from, to);
  const distances = g.op('Div', [magnitude(g, offsets), g.op('Max', [step, g.float(1)])]);
  const weights =
    kernel === 'linear'
      ? g.op('Relu', [g.op('Sub', [g.float(1), distances])])
      : cubic(g, distances, antialiasCubic);
  return g.op('Div', [weights, g.op('ReduceSum', [weights, g.ints(1)], { keepdims: 1 })]);
}

/**
 * The matrix `[to, from]` that resizes one axis as `torch.nn.functional.interpolate` does with `mode='bicubic'`, without
 * antialiasing and with `align_corners=False`. Beyond the ends lie copies of the first and the last input.
 *
 * @param from the input length.
 * @param to the output length, int64 `[1]`.
 * @param surplus a scalar that PyTorch is given by way of a scale factor (to + surplus) / from. Default 0.
 */
export function bicubicWeights(g: GraphBuilder, from: number, to: Value, surplus?: Value): Value {
  const reach = 2;
  const inputs = Array.from({ length: from + 2 * reach }, (_, i) => i - reach);
  const { offsets } = axisOffsets(g, from, to, { inputs, ...(surplus && { surplus }) });
  const fold = tensor('float32', [inputs.length, from]);
  inputs.forEach((j, i) => (fold.data[i * from + Math.min(Math.max(j, 0), from - 1)] = 1));
  return g.op('MatMul', [cubic(g, magnitude(g, offsets), plainCubic), g.constant(fold)]);
}

function magnitude(g: GraphBuilder, x: Value): Value {
  return g.op('Max', [x, g.op('Neg', [x])]);
}

/** Keys' kernel: (a + 2)|x|³ − (a + 3)|x|² + 1 up to 1, a|x|³ − 5a|x|² + 8a|x| − 4a up to 2; both vanish where they end. */
function cubic(g: GraphBuilder, x: Value, a: number): Value {
  const near = polynomial(g, g.op('Min', [x, g.float(1)]), [a + 2, -(a + 3), 0, 1]);
  const within = g.op('Max', [g.op('Min', [x, g.float(2)]), g.float(1)]);
  return g.op('Add', [near, polynomial(g, within, [a, -5 * a, 8 * a, -4 * a])]);
}

function polynomial(g: GraphBuilder, x: Value, [first, ...others]: readonly number[]): Value {
  return others.reduce(
    (sum, coefficient) => g.op('Add', [g.op('Mul', [sum, x]), g.float(coefficient)]),
    g.float(first),
  );
}
