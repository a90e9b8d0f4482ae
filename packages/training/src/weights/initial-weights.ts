import { tensor, type Tensor } from '@langseg/core';
import type { InitialValues, ParameterSpec } from '@langseg/onnx-graph';
import { createRandom } from '../random/create-random.js';
import type { Random } from '../random/random.js';

/**
 * Weights of an untrained network. Every parameter has a stream of random numbers of its own, named after it, so the same
 * seed gives the same values whatever other parameters there are.
 *
 * @throws LangSegError `CONFIG_INVALID` for a seed that is not finite.
 */
export function initialWeights(
  specs: readonly ParameterSpec[],
  seed: number,
): Map<string, Tensor<'float32'>> {
  return new Map(
    specs.map(({ name, shape, initial }) => {
      const value = tensor('float32', shape);
      fill(value.data, initial, createRandom(seed, 'initial', name));
      return [name, value];
    }),
  );
}

function fill(data: Float32Array, initial: InitialValues, random: Random): void {
  const draw = sampler(initial, random);
  for (let i = 0; i < data.length; i++) data[i] = draw();
}

function sampler(initial: InitialValues, random: Random): () => number {
  switch (initial.kind) {
    case 'constant':
      return () => initial.value;
    case 'uniform':
      return () => random.uniform(-initial.bound, initial.bound);
    case 'normal':
      return () => initial.std * random.normal();
    case 'truncated-normal':
      return () => initial.std * random.truncatedNormal(initial.limit / initial.std);
  }
}
