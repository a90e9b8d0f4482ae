import { sizeOf, tensor } from '@langseg/core';
import {
  axisOf,
  readAttribute,
  usesBatchStatistics,
  type AttributesOf,
  type GraphBuilder,
  type Value,
} from '@langseg/onnx-graph';
import type { Differentiable, ForwardResult, GradientContext, NodeContext } from '../differentiable.js';
import { sumRows } from './sum-to-shape.js';

/**
 * y = γ·(x − μ)/σ + β for each channel, σ = √(variance + ε) (Ioffe and Szegedy 2015, _Batch Normalization_).
 *
 * With S = Σ ∂y and T = Σ ∂y·(x − μ)/σ over the n = B·H·W elements of a channel: ∂β = S, ∂γ = T. Where μ and σ are given
 * (inference mode), ∂x = (γ/σ)·∂y; in training mode they are the batch's own, and
 * ∂x = (γ/σ)·(∂y − S/n − (x − μ)/σ · T/n).
 *
 * Running statistics move towards the batch's mean and its unbiased variance, as PyTorch's do; ONNX's own would take the
 * biased one.
 */
export const batchNormalization: Differentiable = {
  forward: (context) =>
    usesBatchStatistics(context.node)
      ? trainingForward(context)
      : { outputs: context.g.copy(context.node, context.inputs) },

  gradient(context) {
    const { g, inputs, gradients, wanted } = context;
    const [x, gamma] = inputs as Value[];
    const dy = gradients[0]!;
    const training = usesBatchStatistics(context.node);
    const { mean, inverse } = training ? (context.saved as unknown as Statistics) : givenStatistics(context);
    const factor = g.op('Mul', [gamma, inverse]);
    if (!training && !wanted[1] && !wanted[2]) return [scaleChannels(g, dy, factor)];

    const sum = overChannels(g, dy);
    const products = overChannels(g, g.op('Mul', [dy, x]));
    const correlation = g.op('Mul', [g.op('Sub', [products, g.op('Mul', [mean, sum])]), inverse]);
    if (!training) return [wanted[0] ? scaleChannels(g, dy, factor) : undefined, correlation, sum];

    // ∂x as one affine function of x and one of ∂y for each channel: few passes over large maps.
    const share = g.op('Mul', [factor, g.float(-1 / elementsPerChannel(context))]);
    const slope = g.op('Mul', [g.op('Mul', [share, correlation]), inverse]);
    const offset = g.op('Sub', [g.op('Mul', [share, sum]), g.op('Mul', [slope, mean])]);
    const fromInput = g.op('BatchNormalization', [x, slope, offset, ...unitStatistics(context)], {
      epsilon: 0,
    });
    return [g.op('Add', [fromInput, scaleChannels(g, dy, factor)]), correlation, sum];
  },
};

/** Mean and 1/σ of each channel, `[C]`. */
interface Statistics {
  readonly mean: Value;
  readonly inverse: Value;
}

function trainingForward(context: NodeContext): ForwardResult {
  const { g, node, inputs } = context;
  const attributes: AttributesOf<'BatchNormalization'> = {
    epsilon: epsilonOf(context),
    training_mode: 1,
    // Nothing of the old statistics: the outputs are the batch's mean and population variance.
    momentum: 0,
  };
  // onnxruntime writes the new statistics over the old ones, so the node gets a copy of its own to write on.
  const scratch = inputs.slice(3, 5).map((old) => g.op('Mul', [old, g.float(0)]));
  const [y, mean, variance] = g.ops('BatchNormalization', [...inputs.slice(0, 3), ...scratch], 3, attributes);
  const n = elementsPerChannel(context);
  const kept = readAttribute(node, 'float', 'momentum', 0.9);
  const move = (old: Value, now: Value, factor: number) =>
    g.op('Add', [g.op('Mul', [old, g.float(kept)]), g.op('Mul', [now, g.float((1 - kept) * factor)])]);
  const nextMean = move(inputs[3]!, mean, 1);
  const nextVariance = move(inputs[4]!, variance, n / Math.max(1, n - 1));
  return {
    outputs: [y, nextMean, nextVariance].slice(0, node.outputs.length),
    saved: { mean, inverse: inverseDeviation(g, variance, epsilonOf(context)) },
    states: new Map([
      [node.inputs[3], nextMean],
      [node.inputs[4], nextVariance],
    ]),
  };
}

function givenStatistics(context: GradientContext): Statistics {
  const [, , , mean, variance] = context.inputs as Value[];
  return { mean, inverse: inverseDeviation(context.g, variance, epsilonOf(context)) };
}

function epsilonOf({ node }: NodeContext): number {
  return readAttribute(node, 'float', 'epsilon', 1e-5);
}

function elementsPerChannel({ inputValues }: NodeContext): number {
  return inputValues[0]!.shape.reduce(
    (product, length, axis) => (axis === 1 ? product : product * length),
    1,
  );
}

/** Mean 0 and variance 1: what is left of a batch norm is then its scale and bias. */
function unitStatistics({ g, inputValues }: NodeContext): Value[] {
  const channels = inputValues[0]!.shape[1];
  const filled = (value: number) =>
    g.constant(tensor('float32', [channels], new Float32Array(channels).fill(value)));
  return [filled(0), filled(1)];
}

function inverseDeviation(g: GraphBuilder, variance: Value, epsilon: number): Value {
  return g.op('Reciprocal', [g.op('Sqrt', [g.op('Add', [variance, g.float(epsilon)])])]);
}

/** Sums of `[B, C, H, W]` for each channel, `[C]`. */
function overChannels(g: GraphBuilder, x: Value): Value {
  return g.op('ReduceSum', [x, g.ints(0, 2, 3)], { keepdims: 0 });
}

function scaleChannels(g: GraphBuilder, x: Value, factor: Value): Value {
  return g.op('Mul', [x, g.op('Reshape', [factor, g.ints(1, -1, 1, 1)])]);
}

/**
 * y = γ·x̂ + β with x̂ = (x − μ)·r, where μ and r = 1/√(σ² + ε) are taken over the N elements of the axes from `axis` on
 * (Ba et al. 2016, _Layer Normalization_). With ĝ = ∂y·γ, row by row:
 *
 *     ∂x = r · (ĝ − mean(ĝ) − x̂ · mean(ĝ·x̂)),   ∂γ = Σ ∂y·x̂,   ∂β = Σ ∂y
 *
 * The forward pass keeps μ and r, which the operator offers as further outputs. ∂y·x̂ serves both ∂γ and, as a product
 * with the column γ/N, the second mean.
 */
export const layerNormalization: Differentiable = {
  forward: ({ g, node, inputs }) => {
    const [output] = node.outputs;
    const [y, mean, inverse] = g.copy(node, inputs, [output, `${output}:mean`, `${output}:inverse`]);
    return { outputs: [y, mean, inverse].slice(0, node.outputs.length), saved: { mean, inverse } };
  },
  gradient: ({ g, node, gradients: [dy], inputs: [x, scale], inputValues, saved, wanted }) => {
    const { shape } = inputValues[0]!;
    const normalized = shape.slice(axisOf(node, -1, shape.length));
    const columns = sizeOf(normalized);
    const rows = sizeOf(shape) / columns;
    const matrix = (value: typeof x, ...lengths: number[]) => g.op('Reshape', [value, g.ints(...lengths)]);

    const [mean, r] = [matrix(saved.mean, rows, 1), matrix(saved.inverse, rows, 1)];
    const centred = g.op('Mul', [g.op('Sub', [matrix(x, rows, columns), mean]), r]);
    const gradient = matrix(dy, rows, columns);
    const product = g.op('Mul', [gradient, centred]);
    const gradientOfX = () => {
      const scaled = g.op('Mul', [gradient, matrix(scale, 1, columns)]);
      const rest = g.op('Sub', [scaled, g.op('ReduceMean', [scaled, g.ints(1)])]);
      const share = g.op('Mul', [matrix(scale, columns, 1), g.float(1 / columns)]);
      const projection = g.op('Mul', [centred, g.op('Gemm', [product, share])]);
      return matrix(g.op('Mul', [g.op('Sub', [rest, projection]), r]), ...shape);
    };
    return [
      wanted[0] ? gradientOfX() : undefined,
      wanted[1] ? matrix(sumRows(g, product, rows, columns), ...normalized) : undefined,
      wanted[2] ? matrix(sumRows(g, gradient, rows, columns), ...normalized) : undefined,
    ];
  },
};
