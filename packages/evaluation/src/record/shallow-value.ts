import * as z from 'zod';

/** Levels of lists and objects; no option of a component has half as many. */
const deepest = 32;

/** Schema of any JSON value that isn't nested deeper than it can be compared and written. */
export const shallowValue = z.unknown().refine((value) => fits(value, deepest), {
  error: `Expected at most ${deepest} levels.`,
});

function fits(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => fits(inner, levels - 1));
}
