import { LangSegError, tensor, type Tensor } from '@langseg/core';
import type { Initializer } from './graph.js';

/** An initialiser whose data is at hand. */
export function constantOf(value: Tensor): Initializer & { readonly value: Tensor } {
  return { dtype: value.dtype, shape: value.shape, value, load: () => Promise.resolve(value) };
}

/**
 * A one-dimensional int64 tensor, the form in which ONNX takes shapes, axes and sizes.
 *
 * @throws LangSegError `GRAPH_INVALID` for a number that is not whole.
 */
export function int64(values: readonly number[]): Tensor<'int64'> {
  if (!values.every(Number.isInteger))
    throw new LangSegError(
      'GRAPH_INVALID',
      `Shapes, axes and sizes are whole numbers, got [${values.join(', ')}].`,
      {
        found: values,
      },
    );
  return tensor('int64', [values.length], BigInt64Array.from(values, BigInt));
}

/** A float32 scalar. */
export function float32(value: number): Tensor<'float32'> {
  return tensor('float32', [], Float32Array.of(value));
}
