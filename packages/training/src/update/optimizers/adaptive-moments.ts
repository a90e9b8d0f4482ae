import type { GraphBuilder, Value } from '@langseg/onnx-graph';
import * as z from 'zod';
import type { UpdateValues } from './optimizer.js';

const beta = z.number().min(0).lt(1);

/** Options that Adam and AdamW share, with PyTorch's defaults. */
export const momentOptions = {
  /** How slowly the running mean of the gradient forgets. */
  beta1: beta.default(0.9),
  /** How slowly the running mean of the gradient's square forgets. */
  beta2: beta.default(0.999),
  /** Added to the root of the variance, so that nothing is divided by 0. */
  epsilon: z.number().positive().default(1e-8),
};

/** Values of {@link momentOptions}. */
export interface MomentConfig {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** What Adam remembers of a parameter: running means of its gradient and of the gradient's square. */
export const momentSlots = ['mean', 'variance'] as const;

/**
 * Bias corrections, folded into the step size and into epsilon as Kingma and Ba propose at the end of section 2:
 * with c₁ = 1 − β₁ᵗ and c₂ = 1 − β₂ᵗ, rate · (m / c₁) / (√(v / c₂) + ε) = rate · √c₂ / c₁ · m / (√v + ε · √c₂).
 */
export function momentScalars({ beta1, beta2, epsilon }: MomentConfig, step: number, learningRate: number) {
  // 1 − βᵗ without cancellation where β is close to 1.
  const [first, second] = [beta1, beta2].map((beta) => -Math.expm1(step * Math.log(beta)));
  return { stepSize: (learningRate * Math.sqrt(second)) / first, epsilon: epsilon * Math.sqrt(second) };
}

/** Adam's step, to be subtracted from the parameter, and the next moments. */
export function momentStep(
  g: GraphBuilder,
  { beta1, beta2 }: MomentConfig,
  { slots, scalars: { stepSize, epsilon } }: UpdateValues,
  gradient: Value,
): { step: Value; slots: Record<(typeof momentSlots)[number], Value> } {
  const mean = runningMean(g, slots.mean, gradient, beta1);
  const variance = runningMean(g, slots.variance, g.op('Mul', [gradient, gradient]), beta2);
  const root = g.op('Add', [g.op('Sqrt', [variance]), epsilon]);
  const step = g.op('Mul', [g.op('Div', [mean, root]), stepSize]);
  return { step, slots: { mean, variance } };
}

function runningMean(g: GraphBuilder, mean: Value, value: Value, beta: number): Value {
  return g.op('Add', [g.op('Mul', [mean, g.float(beta)]), g.op('Mul', [value, g.float(1 - beta)])]);
}
