import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import type { InitialValues, ParameterSpec } from '@langseg/onnx-graph';

/**
 * Weights about as large as at the start of a training, but none of them alike, so that none can take another's place. They
 * depend on their names alone.
 */
export function drawnWeights(specs: readonly ParameterSpec[]): Map<string, TensorSource> {
  return new Map(
    specs.map(({ name, shape, initial }) => {
      const value = tensor('float32', shape);
      const [middle, spread] = rangeOf(initial);
      let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
      for (let i = 0; i < value.data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        value.data[i] = middle + (spread * state) / 2 ** 31;
      }
      return [name, sourceOf(value)];
    }),
  );
}

/** Ones stay positive: variances must be. */
function rangeOf(initial: InitialValues): readonly [middle: number, spread: number] {
  switch (initial.kind) {
    case 'constant':
      return [initial.value, 0.3];
    case 'uniform':
      return [0, initial.bound];
    default:
      return [0, 2 * initial.std];
  }
}
