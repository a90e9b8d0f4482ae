import type { InterpolationAxis } from './interpolation-axis.js';

/** First and last input position that outputs `from` … `to − 1` of an axis read, which may run backwards. */
export function axisSpan(
  { lower, upper }: InterpolationAxis,
  from: number,
  to: number,
): [first: number, last: number] {
  return [Math.min(lower[from], lower[to - 1]), Math.max(upper[from], upper[to - 1])];
}
