import { sizeOf, tensor, type TensorSource, type Weights } from '@langseg/core';

/** Shapes of weights by name. */
export type WeightShapes = ReadonlyMap<string, readonly number[]>;

/**
 * Weights of the given shapes that are made up when they are loaded, so that a model of any size can be written one
 * tensor at a time. Scales are those of freshly initialised networks: values stay finite and far from denormal numbers
 * through any number of layers, and arithmetic takes as long as with trained weights.
 */
export function randomWeights(shapes: WeightShapes): Weights {
  return new Map([...shapes].map(([name, shape], index) => [name, randomSource(name, shape, index + 1)]));
}

function randomSource(name: string, shape: readonly number[], seed: number): TensorSource<'float32'> {
  return {
    dtype: 'float32',
    shape,
    load: () => Promise.resolve(tensor('float32', shape, randomValues(name, shape, seed))),
  };
}

function randomValues(name: string, shape: readonly number[], seed: number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  if (/(norm\d?|bn\d|ln_\w+)\.weight$|running_var$/.test(name)) return values.fill(1);
  if (/bias$|running_mean$/.test(name)) return values;
  const fanIn = Math.max(1, sizeOf(shape.slice(1)));
  const scale = Math.sqrt(3 / fanIn) / 2 ** 31;
  let state = Math.imul(seed, 0x9e3779b9) | 1;
  for (let i = 0; i < values.length; i++) {
    // Marsaglia's xorshift: fast, and random enough for numbers that nobody looks at.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[i] = state * scale;
  }
  return values;
}
