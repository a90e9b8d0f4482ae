import type { RgbImage } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import type { SegmentRequest } from '../requests/segment-request.js';
import type { SegmentLimits } from '../options/segment-limits.js';

/**
 * Refuses what would take long for being large in two ways at once, before a model runs.
 *
 * @throws Refusal `WORK_TOO_LARGE`.
 */
export function assertBoundedWork(
  { width, height }: Pick<RgbImage, 'width' | 'height'>,
  { labels }: Pick<SegmentRequest, 'labels'>,
  { maxComparisons }: Pick<SegmentLimits, 'maxComparisons'>,
): void {
  const pixels = width * height;
  if (pixels * labels.length <= maxComparisons) return;
  throw new Refusal(
    'WORK_TOO_LARGE',
    `${labels.length} labels on ${width} × ${height} pixels are too much for one request: a photo of this size allows ` +
      `${Math.floor(maxComparisons / pixels)} labels, that many labels allow ${Math.floor(maxComparisons / labels.length)} pixels.`,
  );
}
