import type { Point } from '@langseg/evaluation/report';

/**
 * Exponential moving average with the bias of its start taken out (Kingma and Ba 2015, section 3).
 *
 * @param weight share of the past, 0 (no smoothing) to below 1.
 */
export function smooth(points: readonly Point[], weight: number): Point[] {
  let sum = 0;
  let mass = 0;
  return points.map(({ x, y }) => {
    sum = weight * sum + (1 - weight) * y;
    mass = weight * mass + (1 - weight);
    return { x, y: sum / mass };
  });
}
