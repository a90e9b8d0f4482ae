import { LangSegError, type Weights } from '@langseg/core';

/**
 * Shape of a weight that an architecture's sizes are read from.
 *
 * @param expected lengths of the axes; `null` for any.
 * @throws LangSegError `WEIGHTS_MISMATCH` when it is missing or of another shape.
 */
export function shapeOf(
  weights: Weights,
  name: string,
  expected: readonly (number | null)[],
): readonly number[] {
  const source = weights.get(name);
  if (!source)
    throw new LangSegError('WEIGHTS_MISMATCH', `This checkpoint is not complete: "${name}" is missing.`, {
      missing: [name],
    });
  const { shape } = source;
  if (shape.length === expected.length && expected.every((axis, i) => axis === null || axis === shape[i]))
    return shape;
  throw new LangSegError(
    'WEIGHTS_MISMATCH',
    `${name} should be [${expected.map((axis) => axis ?? '?').join(', ')}], this checkpoint's is [${shape.join(', ')}].`,
    { weights: [name], expected, found: shape },
  );
}
