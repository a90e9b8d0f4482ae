import type { TensorSource, Weights } from '@langseg/core';

/** Weights that remember which of them were asked for. */
export class RecordingWeights extends Map<string, TensorSource> {
  readonly #asked = new Set<string>();

  constructor(weights: Weights) {
    super(weights);
  }

  /** Names that were asked for, sorted. */
  get asked(): string[] {
    return [...this.#asked].sort();
  }

  override get(name: string): TensorSource | undefined {
    this.#asked.add(name);
    return super.get(name);
  }
}
