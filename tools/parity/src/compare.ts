import { LangSegError, sizeOf, type Tensor } from '@langseg/core';

/** How far one output is from the golden one. */
export interface Comparison {
  readonly output: string;
  /** Largest absolute difference. */
  readonly error: number;
  /** Largest difference that passes. */
  readonly tolerance: number;
}

/** NaN never passes. */
export function passes({ error, tolerance }: Comparison): boolean {
  return error <= tolerance;
}

/** Error as a multiple of the tolerance; exact comparisons give 0 or infinity. */
export function severity({ error, tolerance }: Comparison): number {
  if (Number.isNaN(error)) return Infinity;
  return error === 0 ? 0 : error / tolerance;
}

/**
 * Compares element by element; equal infinities and NaN in the same place count as equal.
 *
 * @throws LangSegError `SHAPE_MISMATCH` when the shapes differ, even in axes of length 1.
 */
export function compareTensors(
  output: string,
  actual: Pick<Tensor, 'shape' | 'data'>,
  expected: Pick<Tensor, 'shape' | 'data'>,
  tolerance: number,
): Comparison {
  assertSameShape(output, actual.shape, expected.shape);
  let error = 0;
  for (let i = 0; i < expected.data.length; i++) {
    const [found, wanted] = [Number(actual.data[i]), Number(expected.data[i])];
    if (Object.is(found, wanted) || found === wanted) continue;
    const difference = Math.abs(found - wanted);
    if (!(difference <= error)) error = Number.isNaN(difference) ? Infinity : difference;
  }
  return { output, error, tolerance };
}

/** Compares values that must be equal; the error is 0 or, where they differ, 1. */
export function compareExactly(output: string, actual: unknown, expected: unknown): Comparison {
  return { output, error: JSON.stringify(actual) === JSON.stringify(expected) ? 0 : 1, tolerance: 0 };
}

/** Compares plain numbers one by one, as {@link compareTensors} does. */
export function compareNumbers(
  output: string,
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
): Comparison {
  const vector = (values: readonly number[]) => ({
    shape: [values.length],
    data: Float64Array.from(values),
  });
  return compareTensors(output, vector(actual), vector(expected), tolerance);
}

/**
 * Compares label maps where the golden logits decide clearly: elsewhere rounding may choose either label. The error is
 * the number of pixels that differ there.
 *
 * @param logits golden logits `[B, N, H, W]` of the maps `[B, H, W]`.
 * @param margin pixels whose two best logits differ by no more are left out.
 */
export function compareLabelMaps(
  output: string,
  actual: Pick<Tensor, 'shape' | 'data'>,
  expected: Pick<Tensor, 'shape' | 'data'>,
  logits: Pick<Tensor, 'shape' | 'data'>,
  margin: number,
): Comparison {
  assertSameShape(output, actual.shape, expected.shape);
  const [batch, labels, ...size] = logits.shape;
  assertSameShape(`logits of ${output}`, [batch, ...size], expected.shape);
  const area = sizeOf(size);
  let error = 0;
  for (let image = 0; image < batch; image++)
    for (let pixel = 0; pixel < area; pixel++) {
      const at = image * area + pixel;
      if (Number(actual.data[at]) === Number(expected.data[at])) continue;
      let [best, second] = [-Infinity, -Infinity];
      for (let label = 0; label < labels; label++) {
        const value = Number(logits.data[(image * labels + label) * area + pixel]);
        if (value > best) [best, second] = [value, best];
        else if (value > second) second = value;
      }
      if (best - second > margin) error++;
    }
  return { output, error, tolerance: 0 };
}

function assertSameShape(output: string, actual: readonly number[], expected: readonly number[]): void {
  if (actual.join() === expected.join()) return;
  throw new LangSegError(
    'SHAPE_MISMATCH',
    `${output} must have shape [${expected.join(', ')}], got [${actual.join(', ')}].`,
    { output, expected, found: actual },
  );
}
