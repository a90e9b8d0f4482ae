import type { Floats } from './kernel.js';

/** A matrix inside a larger array: element (k, j) lies at `begin + k · row + j · column`. */
export interface MatrixView {
  readonly data: Floats;
  readonly begin: number;
  readonly row: number;
  readonly column: number;
}

/**
 * sums[j] += Σₖ weights[begin + k · step] · rows[k, j]: the innermost loop of every matrix product and convolution.
 * Four rows at a time, because loading and storing the sums costs as much as multiplying.
 */
export function addWeightedRows(
  sums: Float64Array,
  length: number,
  weights: { readonly data: Floats; readonly begin: number; readonly step: number },
  rows: MatrixView,
  count: number,
): void {
  const { data: factors, begin, step } = weights;
  const { data, row, column } = rows;
  let k = 0;
  for (; k + 4 <= count; k += 4) {
    const w = begin + k * step;
    const f0 = factors[w];
    const f1 = factors[w + step];
    const f2 = factors[w + 2 * step];
    const f3 = factors[w + 3 * step];
    const a = rows.begin + k * row;
    const b = a + row;
    const c = b + row;
    const d = c + row;
    for (let j = 0, at = 0; j < length; j++, at += column)
      sums[j] += f0 * data[a + at] + f1 * data[b + at] + f2 * data[c + at] + f3 * data[d + at];
  }
  for (; k < count; k++) {
    const factor = factors[begin + k * step];
    const a = rows.begin + k * row;
    for (let j = 0, at = 0; j < length; j++, at += column) sums[j] += factor * data[a + at];
  }
}
