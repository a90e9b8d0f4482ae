/**
 * What a parameter holds before it is trained.
 *
 * - `constant`: one value everywhere.
 * - `uniform`: each value between −bound and bound equally likely.
 * - `normal`: mean 0 and the given standard deviation.
 * - `truncated-normal`: the same, with values outside of ±limit drawn again. The limit is a value, not a number of
 *   deviations.
 */
export type InitialValues =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly bound: number }
  | { readonly kind: 'normal'; readonly std: number }
  | { readonly kind: 'truncated-normal'; readonly std: number; readonly limit: number };

/** All 0. */
export const zeros: InitialValues = { kind: 'constant', value: 0 };

/** All 1. */
export const ones: InitialValues = { kind: 'constant', value: 1 };

/**
 * PyTorch's default for weights and biases of `Linear` and of convolutions: uniform within ±1/√fan-in, which is
 * `kaiming_uniform_` with a = √5.
 *
 * @param fanIn inputs that one output is computed from.
 */
export function uniformByFanIn(fanIn: number): InitialValues {
  return { kind: 'uniform', bound: 1 / Math.sqrt(fanIn) };
}
