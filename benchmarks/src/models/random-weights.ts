import { sizeOf, tensor, type Tensor, type TensorSource, type Weights } from '@langseg/core';
import type { InitialValues, ParameterSpec } from '@langseg/onnx-graph';

/** Shapes of weights by name. */
export type WeightShapes = ReadonlyMap<string, readonly number[]>;

/**
 * Weights of the given shapes that are made up when they are loaded, so that a model of any size can be written one
 * tensor at a time. Scales are those of freshly initialised networks: values stay finite and far from denormal numbers
 * through any number of layers, and arithmetic takes as long as with trained weights.
 */
export function randomWeights(shapes: WeightShapes): Weights {
  return new Map([...shapes].map(([name, shape], index) => [name, weightSource(name, shape, index + 1)]));
}

function weightSource(name: string, shape: readonly number[], seed: number): TensorSource<'float32'> {
  const isScale = /(norm\d?|bn\d|ln_\w+)\.weight$|running_var$/.test(name);
  const isShift = /bias$|running_mean$/.test(name);
  if (isScale || isShift) return constantSource(shape, isScale ? 1 : 0);
  return { dtype: 'float32', shape, load: () => Promise.resolve(randomTensor(shape, seed)) };
}

/** A weight of one value. */
export function constantSource(shape: readonly number[], value: number): TensorSource<'float32'> {
  const load = () => tensor('float32', shape, new Float32Array(sizeOf(shape)).fill(value));
  return { dtype: 'float32', shape, load: () => Promise.resolve(load()) };
}

/** Parameters and statistics as a new network has them, with uniform values in the place of normal ones: made faster. */
export function randomParameters(specs: readonly ParameterSpec[]): Map<string, Tensor<'float32'>> {
  return new Map(
    specs.map(({ name, shape, initial }, index) => {
      const value =
        initial.kind === 'constant'
          ? tensor('float32', shape, new Float32Array(sizeOf(shape)).fill(initial.value))
          : uniformTensor(shape, boundOf(initial), index + 1);
      return [name, value];
    }),
  );
}

/** Bound of the uniform distribution that deviates as much as the one that is asked for. */
function boundOf(initial: Exclude<InitialValues, { kind: 'constant' }>): number {
  return initial.kind === 'uniform' ? initial.bound : Math.sqrt(3) * initial.std;
}

/** Uniform values of variance 1 / fan-in, the fan-in being all axes but the first: products keep the scale of their inputs. */
export function randomTensor(shape: readonly number[], seed: number): Tensor<'float32'> {
  return uniformTensor(shape, Math.sqrt(3 / sizeOf(shape.slice(1))), seed);
}

function uniformTensor(shape: readonly number[], bound: number, seed: number): Tensor<'float32'> {
  const values = new Float32Array(sizeOf(shape));
  const scale = bound / 2 ** 31;
  let state = Math.imul(seed, 0x9e3779b9) | 1;
  for (let i = 0; i < values.length; i++) {
    // Marsaglia's xorshift: fast, and random enough for numbers that nobody looks at.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    values[i] = state * scale;
  }
  return tensor('float32', shape, values);
}
