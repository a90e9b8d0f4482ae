import { counted, LangSegError, type TensorSource, type Weights } from '@langseg/core';

/** Weights that remember which of them were asked for. */
export class TrackedWeights extends Map<string, TensorSource> {
  readonly #used = new Set<string>();

  constructor(weights: Weights) {
    super(weights);
  }

  override get(name: string): TensorSource | undefined {
    this.#used.add(name);
    return super.get(name);
  }

  /**
   * Every weight should have been used: one that was not belongs to a network that computes something else.
   *
   * @param isIdle weights that the official networks carry along without using.
   * @throws LangSegError `WEIGHTS_MISMATCH` listing the others.
   */
  assertAllUsed(isIdle: (name: string) => boolean): void {
    const unexpected = [...this.keys()].filter((name) => !this.#used.has(name) && !isIdle(name));
    if (unexpected.length === 0) return;
    const shown = unexpected.slice(0, 8).join(', ') + (unexpected.length > 8 ? ', …' : '');
    throw new LangSegError(
      'WEIGHTS_MISMATCH',
      `The checkpoint holds ${counted(unexpected.length, 'weight')} that this architecture has no place for: ${shown}. ` +
        'It may compute something else; allow unexpected weights to convert it anyway (--allow-unexpected).',
      { unexpected },
    );
  }
}
