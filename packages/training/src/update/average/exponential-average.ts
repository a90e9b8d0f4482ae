import { LangSegError, type Tensor } from '@langseg/core';

/** Options of {@link updateAverage}. */
export interface AverageOptions {
  /** Share of the average that stays at each update, in the long run: 0.999 averages over about 1000 updates. */
  readonly decay: number;
  /** Updates of the average before this one. */
  readonly updates: number;
}

/**
 * The decay at one update: min(decay, (1 + updates) / (10 + updates)), so that the average of a young run is not that of
 * its first weights. As TensorFlow's `ExponentialMovingAverage` with `num_updates`.
 */
export function averageDecay({ decay, updates }: AverageOptions): number {
  return Math.min(decay, (1 + updates) / (10 + updates));
}

/**
 * Moves an exponential moving average of weights towards their present values, in place:
 * average ← average + (1 − decay) · (weight − average), with {@link averageDecay} (Polyak and Juditsky 1992,
 * _Acceleration of Stochastic Approximation by Averaging_). Running statistics are averaged alike.
 *
 * @param average begins as a copy of the weights.
 * @param weights may hold more than is averaged.
 * @throws LangSegError `WEIGHTS_MISMATCH` when an averaged tensor is missing or has another shape; nothing has changed
 * then.
 */
export function updateAverage(
  average: ReadonlyMap<string, Tensor<'float32'>>,
  weights: ReadonlyMap<string, Tensor<'float32'>>,
  options: AverageOptions,
): void {
  for (const [name, { shape }] of average) assertSameShape(name, shape, weights.get(name)?.shape);
  const share = 1 - averageDecay(options);
  for (const [name, { data }] of average) {
    const present = weights.get(name)!.data;
    for (let i = 0; i < data.length; i++) data[i] += share * (present[i] - data[i]);
  }
}

function assertSameShape(
  name: string,
  wanted: readonly number[],
  found: readonly number[] | undefined,
): void {
  if (found?.join() === wanted.join()) return;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `The average of "${name}" needs weights of shape [${wanted.join(', ')}], got ${found ? `[${found.join(', ')}]` : 'none'}.`,
    { name, expected: wanted, found },
  );
}
