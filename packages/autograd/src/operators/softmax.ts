import { LangSegError, tensor } from '@langseg/core';
import { axisOf, onnxDataType, readAttribute, type Value } from '@langseg/onnx-graph';
import type { Differentiable, GradientContext, NodeContext } from '../differentiable.js';

/** y = eˣ / Σ eˣ along an axis: ∂x = y · (∂y − Σ ∂y·y). */
export const softmax: Differentiable = {
  gradient: ({ g, node, gradients: [dy], outputs: [y], outputValues: [{ shape }] }) => {
    const product = g.op('Mul', [dy!, y]);
    const sum = g.op('ReduceSum', [product, g.ints(axisOf(node, -1, shape.length))], { keepdims: 1 });
    return [g.op('Mul', [y, g.op('Sub', [dy, sum])])];
  },
};

/** y = x − ln Σ eˣ along an axis: ∂x = ∂y − eʸ · Σ ∂y. */
export const logSoftmax: Differentiable = {
  gradient: ({ g, node, gradients: [dy], outputs: [y], outputValues: [{ shape }] }) => {
    const sum = g.op('ReduceSum', [dy!, g.ints(axisOf(node, -1, shape.length))], { keepdims: 1 });
    return [g.op('Sub', [dy!, g.op('Mul', [g.op('Exp', [y]), sum])])];
  },
};

/** Keeps the logarithm finite: a loss is at most −ln(1e-38) ≈ 87.5. Gradients are not touched by it. */
const leastProbability = 1e-38;

/**
 * l_r = −log p_r[t_r] with p = softmax(z), for rows z_r `[C]` with labels t_r; rows whose label is `ignore_index` have no
 * loss (LSeg, section 3.4, equation 5 with the temperature already in z). ∂z_r = (p_r − onehot(t_r)) · ∂l_r.
 *
 * The probabilities are kept, and the label's one is subtracted in place: a single pass over `[R, C]` for the gradient.
 * Scores must be `[R, C]`, the classes last in memory, where runtimes compute a softmax fastest.
 */
export const softmaxCrossEntropyLoss: Differentiable = {
  forward(context) {
    const { g, node, inputs, inputValues } = context;
    assertRows(context);
    const [scores, labels] = inputs as Value[];
    const { dtype } = inputValues[0]!;
    const [rows] = inputValues[0]!.shape;
    const ignored = readAttribute(node, 'int', 'ignore_index', undefined);

    const wide = g.op('Cast', [labels], { to: onnxDataType('int64') });
    const ignoredLabel = ignored === undefined ? undefined : scalar(context, ignored);
    const isIgnored = ignoredLabel && g.op('Equal', [wide, ignoredLabel]);
    const target = isIgnored ? g.op('Where', [isIgnored, scalar(context, 0), wide]) : wide;
    const index = g.op('Reshape', [target, g.ints(rows, 1)]);
    const one = g.float(1);
    const counted = isIgnored
      ? g.op('Sub', [one, g.op('Cast', [isIgnored], { to: onnxDataType(dtype) })])
      : g.op('Expand', [one, g.ints(rows)]);

    const probabilities = g.op('Softmax', [scores], { axis: -1 });
    const picked = g.op('Reshape', [
      g.op('GatherElements', [probabilities, index], { axis: 1 }),
      g.ints(rows),
    ]);
    const logarithms = g.op('Log', [g.op('Max', [picked, g.float(leastProbability)])]);
    const losses = g.op('Neg', [g.op('Mul', [logarithms, counted])]);
    return {
      outputs: [reduce(context, losses, counted)],
      saved: { probabilities, index, counted },
    };
  },

  gradient(context) {
    const { g, saved, gradients, inputValues } = context;
    const { probabilities, index, counted } = saved;
    const [rows] = inputValues[0]!.shape;
    const isMean = reductionOf(context) === 'mean';
    const share = isMean ? g.op('Div', [counted, countOf(context, counted)]) : counted;
    const perRow = g.op('Reshape', [g.op('Mul', [share, gradients[0]]), g.ints(rows, 1)]);
    const scaled = g.op('Mul', [probabilities, perRow]);
    return [g.op('ScatterElements', [scaled, index, g.op('Neg', [perRow])], { axis: 1, reduction: 'add' })];
  },
};

function reduce(context: NodeContext, losses: Value, counted: Value): Value {
  const { g } = context;
  const reduction = reductionOf(context);
  if (reduction === 'none') return losses;
  const sum = g.op('ReduceSum', [losses, g.ints(0)], { keepdims: 0 });
  return reduction === 'sum' ? sum : g.op('Div', [sum, countOf(context, counted)]);
}

function countOf({ g }: NodeContext, counted: Value): Value {
  return g.op('ReduceSum', [counted, g.ints(0)], { keepdims: 0 });
}

function reductionOf({ node }: NodeContext | GradientContext): string {
  return readAttribute(node, 'string', 'reduction', 'mean');
}

function scalar({ g }: NodeContext, value: number): Value {
  return g.constant(tensor('int64', [], BigInt64Array.of(BigInt(value))));
}

/** @throws LangSegError `GRAPH_INVALID` for what has no gradient here: more axes, class weights, a second output. */
function assertRows({ node, inputValues }: NodeContext): void {
  const { shape } = inputValues[0]!;
  if (shape.length === 2 && !inputValues[2] && node.outputs.length === 1) return;
  throw new LangSegError(
    'GRAPH_INVALID',
    `Node ${node.name}: the gradient of SoftmaxCrossEntropyLoss is known for scores [R, C] without class weights and with one output, got scores [${shape.join(', ')}].`,
    { node: node.name, found: shape },
  );
}
