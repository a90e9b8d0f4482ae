import { parseLabelTree, type Label } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { SegmentLimits } from '../limits/segment-limits.js';

/** Characters of one label. */
export const longestLabel = 500;

/** Characters of all labels with what stands between them. */
export function longestLabels({ maxLabels }: Pick<SegmentLimits, 'maxLabels'>): number {
  return maxLabels * (longestLabel + 4);
}

/**
 * Reads labels from texts with commas, none of which is looked at when there is too much of it.
 *
 * @throws Refusal `REQUEST_INVALID`, LangSegError `LABELS_INVALID`.
 */
export function labelsOf(texts: readonly string[], limits: Pick<SegmentLimits, 'maxLabels'>): Label[] {
  const characters = texts.reduce((sum, { length }) => sum + length, 0);
  if (characters > longestLabels(limits))
    throw new Refusal(
      'REQUEST_INVALID',
      `"labels" has ${characters} characters; at most ${limits.maxLabels} labels of ${longestLabel} characters are allowed.`,
    );
  return texts.flatMap((text) => parseLabelTree(text).labels);
}
