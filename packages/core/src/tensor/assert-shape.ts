import { LangSegError } from '../errors/lang-seg-error.js';
import type { Tensor } from './tensor.js';

/** Axis letters bound to their lengths, as `assertShape` returns them. */
export type AxisLengths<A extends string> = Readonly<Record<A, number>>;

/**
 * Checks a tensor against a shape pattern such as `['B', 3, 'H', 'W']`: numbers must be equal, letters are
 * bound to the axis length and must agree where they repeat.
 *
 * @returns the bound letters, `{ B, H, W }` in the example.
 * @throws LangSegError `SHAPE_MISMATCH` naming the tensor, the pattern and the shape found.
 */
export function assertShape<const P extends readonly (string | number)[]>(
  name: string,
  { shape }: Pick<Tensor, 'shape'>,
  pattern: P,
): AxisLengths<Extract<P[number], string>> {
  const bound: Record<string, number> = {};
  const fits =
    shape.length === pattern.length &&
    pattern.every((axis, i) => {
      if (typeof axis === 'number') return axis === shape[i];
      bound[axis] ??= shape[i];
      return bound[axis] === shape[i];
    });
  if (!fits)
    throw new LangSegError(
      'SHAPE_MISMATCH',
      `${name} must have shape [${pattern.join(', ')}], got [${shape.join(', ')}].`,
      { name, expected: pattern, found: shape },
    );
  return bound as AxisLengths<Extract<P[number], string>>;
}
