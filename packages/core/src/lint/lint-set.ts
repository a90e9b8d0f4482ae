import type { LabelSet } from '../labels/label-set.js';
import type { Tensor } from '../tensor/tensor.js';

/** Labels whose words were encoded. */
export interface LintSet extends Pick<LabelSet, 'unique' | 'words' | 'planes' | 'scoring'> {
  /** `[W, D]`, rows of length 1 or 0. */
  readonly text: Tensor<'float32'>;
}

/** Rows of the words of a label of which the text encoder knows something. */
export function knownRows({ planes, text }: LintSet, label: number): number[] {
  return (planes?.[label].words ?? [label]).filter((row) => isKnown(text, row));
}

/** Whether a row is not all zeros. */
export function isKnown({ shape: [, width], data }: Tensor<'float32'>, row: number): boolean {
  return data.subarray(row * width, (row + 1) * width).some((value) => value !== 0);
}

/** The product of a row of one matrix and a row of another. */
export function rowProduct(a: Tensor<'float32'>, row: number, b: Tensor<'float32'>, other: number): number {
  const width = a.shape[1];
  let sum = 0;
  for (let d = 0; d < width; d++) sum += a.data[row * width + d] * b.data[other * width + d];
  return sum;
}
