import { labelComponents, upperThreshold } from '@langseg/core';
import { boxOfCells } from '../geometry.js';
import type { MatchBox, SimilarityMap } from './photo-match.js';

/**
 * The connected parts of a photo that are alike: above what divides its cells best into alike, near and others.
 *
 * @param count at most so many, those that exceed the others by most, over all their cells, first.
 */
export function findBoxes(map: SimilarityMap, count: number): MatchBox[] {
  const { values, columns } = map;
  const threshold = upperThreshold(values);
  const { ids, components } = labelComponents(
    Uint8Array.from(values, (value) => Number(value >= threshold)),
    columns,
  );
  const parts = components.map(({ value }) => ({ isAlike: value === 1, cells: [] as number[], sum: 0 }));
  ids.forEach((id, cell) => {
    parts[id].cells.push(cell);
    parts[id].sum += values[cell];
  });
  const excess = ({ cells, sum }: (typeof parts)[number]): number => sum - threshold * cells.length;
  return parts
    .filter(({ isAlike }) => isAlike)
    .sort((a, b) => excess(b) - excess(a))
    .slice(0, count)
    .map(({ cells, sum }) => ({
      ...boxOfCells(cells, map),
      similarity: sum / cells.length,
      share: cells.length / values.length,
    }));
}
