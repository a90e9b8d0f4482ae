import type { InitialValues } from './initial-values.js';

/** A float32 tensor that an architecture keeps in its checkpoints. */
export interface ParameterSpec {
  /** Name in the checkpoint, `scratch.head1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly initial: InitialValues;
  /** A `parameter` is trained by its gradient; a `statistic` is a running mean or variance of a batch norm. */
  readonly kind: 'parameter' | 'statistic';
}

/** The parameters with `scope.` before their names. */
export function scoped(scope: string, specs: readonly ParameterSpec[]): ParameterSpec[] {
  return specs.map((spec) => ({ ...spec, name: `${scope}.${spec.name}` }));
}

/**
 * Names of the counters that PyTorch keeps next to running statistics, int64 scalars. No graph reads them, but a strict
 * `load_state_dict` wants them.
 */
export function batchCounters(specs: readonly ParameterSpec[]): string[] {
  return specs
    .filter(({ kind, name }) => kind === 'statistic' && name.endsWith('.running_var'))
    .map(({ name }) => name.replace(/running_var$/, 'num_batches_tracked'));
}
