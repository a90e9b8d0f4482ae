import { sizeOf, tensor, type Session, type Tensor, type ValueInfo } from '@langseg/core';
import type { TrainingState } from '../training-state.js';
import { stepNames } from './step-names.js';

const nextPrefix = stepNames.next('');
const sumPrefix = stepNames.sum('');

/** The tensors that go round from one run to the next: weights, slots, sums of gradients. */
export class StepTensors {
  readonly #state: TrainingState;
  readonly #sums = new Map<string, Tensor<'float32'>>();

  constructor(state: TrainingState) {
    this.#state = state;
  }

  /** Zeros for the slots that a session reads and the state does not have yet. */
  startSlots({ inputs, outputs }: Session): void {
    const { weights, slots } = this.#state;
    const next = new Set(outputs.map(({ name }) => name));
    for (const input of inputs)
      if (next.has(stepNames.next(input.name)) && !weights.has(input.name) && !slots.has(input.name))
        slots.set(input.name, zeros(input));
  }

  /** Zeros for all sums that a session adds to. */
  startSums({ inputs }: Session): void {
    for (const input of inputs)
      if (input.name.startsWith(sumPrefix)) this.#sums.set(input.name, zeros(input));
  }

  /** What a session reads beside batch and scalars. */
  feeds({ inputs }: Session): Record<string, Tensor> {
    const feeds: Record<string, Tensor> = {};
    for (const { name } of inputs) {
      const known = this.#state.weights.get(name) ?? this.#state.slots.get(name) ?? this.#sums.get(name);
      if (known) feeds[name] = known;
    }
    return feeds;
  }

  /** Puts next values in the place of those they came from. */
  takeOver(results: Readonly<Record<string, Tensor>>): void {
    for (const [output, value] of Object.entries(results)) {
      if (!output.startsWith(nextPrefix)) continue;
      const name = output.slice(nextPrefix.length);
      const { weights, slots } = this.#state;
      const place = [weights, slots].find((map) => map.has(name)) ?? this.#sums;
      place.set(name, value as Tensor<'float32'>);
    }
  }
}

function zeros({ shape }: ValueInfo): Tensor<'float32'> {
  const lengths = shape.map((length) => length ?? 1);
  return tensor('float32', lengths, new Float32Array(sizeOf(lengths)));
}
