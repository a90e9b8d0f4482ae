import type { Tensor, Weights } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';
import { initialWeights } from './initial-weights.js';
import { matchWeights, type MatchOptions } from './match-weights.js';
import type { MatchReport } from './match-report.js';

/** Weights to begin training with. */
export interface InitializedWeights {
  /** By name, in the order of the specification. */
  readonly weights: Map<string, Tensor<'float32'>>;
  /** How the checkpoint fitted; absent where none was given. */
  readonly report?: MatchReport;
}

/**
 * The weights that training begins with: those of a checkpoint where it has them, fresh ones elsewhere. What is taken over
 * does not change what the others get.
 *
 * @throws LangSegError as {@link matchWeights} and {@link initialWeights}, and whatever the checkpoint throws.
 */
export async function initializeWeights(
  specs: readonly ParameterSpec[],
  options: MatchOptions & {
    readonly seed: number;
    /** Weights of any checkpoint, `(await openCheckpoint(source)).tensors`. */
    readonly checkpoint?: Weights;
  },
): Promise<InitializedWeights> {
  const { seed, checkpoint } = options;
  if (!checkpoint) return { weights: initialWeights(specs, seed) };
  const match = matchWeights(specs, checkpoint, options);
  const weights = new Map<string, Tensor<'float32'>>();
  for (const spec of specs) {
    const { name } = spec;
    const source = match.weights.get(name);
    weights.set(name, source ? await source.load() : initialWeights([spec], seed).get(name)!);
  }
  return { weights, report: match.report };
}
