import { deriveSource, type Tensor, type TensorSource } from '@langseg/core';
import { channelIndex } from './channel-index.js';

/** How the steps of channels are chosen. */
export interface StepOptions {
  /** What the largest value of a channel becomes, with either sign. Default 127. */
  readonly limit?: number;
  /** Of the scales. Default: one axis. */
  readonly shape?: readonly number[];
}

/** The scale of each channel along `axis`. */
export function channelScales(
  weight: TensorSource,
  axis: number,
  { limit = 127, shape = [weight.shape[axis]] }: StepOptions = {},
): TensorSource<'float32'> {
  return deriveSource('float32', shape, [weight], ({ data }) => {
    const scales = new Float32Array(weight.shape[axis]);
    const channelOf = channelIndex(weight.shape, axis);
    (data as Float32Array).forEach((value, i) => {
      const channel = channelOf(i);
      scales[channel] = Math.max(scales[channel], Math.abs(value));
    });
    return scales.map((largest) => (largest === 0 ? 1 : largest / limit));
  });
}

/** A weight in steps of its channels' scales. */
export function inSteps(weight: TensorSource, scales: TensorSource, axis: number): TensorSource<'int8'> {
  const channelOf = channelIndex(weight.shape, axis);
  // Filled in place: `Int8Array.from` lists all values first, which takes many times their room.
  return deriveSource('int8', weight.shape, [weight, scales], ({ data }, steps) => {
    const values = data as Float32Array;
    const result = new Int8Array(values.length);
    for (let i = 0; i < values.length; i++)
      result[i] = Math.round(values[i] / Number(steps.data[channelOf(i)]));
    return result;
  });
}

/** A matrix with its axes exchanged. */
export function transposed<D extends 'int8' | 'float32'>(matrix: TensorSource<D>): TensorSource<D> {
  const [rows, columns] = matrix.shape;
  return deriveSource(matrix.dtype, [columns, rows], [matrix], ({ data }) => {
    const from = data as Float32Array;
    const to = from.slice();
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) to[column * rows + row] = from[row * columns + column];
    return to as Tensor<D>['data'];
  });
}
