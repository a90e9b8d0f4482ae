import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import type { ParameterSpec } from '@langseg/onnx-graph';

/** Weights with small numbers that depend on name and position only; variances are positive. */
export function weightsOf(specs: readonly ParameterSpec[]): Map<string, TensorSource> {
  return new Map(
    specs.map(({ name, shape }) => {
      const value = tensor('float32', shape);
      let state = [...name].reduce((hash, letter) => Math.imul(hash, 31) + letter.charCodeAt(0), 7);
      for (let i = 0; i < value.data.length; i++) {
        state = (Math.imul(state, 1664525) + 1013904223) | 0;
        value.data[i] = (0.5 * state) / 2 ** 31 + (name.endsWith('running_var') ? 1 : 0);
      }
      return [name, sourceOf(value)];
    }),
  );
}
