import { viewCount, type ViewPlan } from '@langseg/core';
import { Refusal } from '../errors/refusal.js';
import { countWords, type SegmentRequest } from '../requests/segment-request.js';
import type { SegmentLimits } from '../limits/segment-limits.js';

/**
 * Refuses what would take long for being large in two ways at once, before a model runs: many labels on many pixels, or many
 * views of many pixels.
 *
 * @throws Refusal `WORK_TOO_LARGE`.
 */
export function assertBoundedWork(
  plan: Pick<ViewPlan, 'photo' | 'passes' | 'flip'>,
  { labels }: Pick<SegmentRequest, 'labels'>,
  { maxComparisons, maxLongestSide }: Pick<SegmentLimits, 'maxComparisons' | 'maxLongestSide'>,
): void {
  const { width, height } = plan.photo;
  const views = viewCount(plan);
  const encoded = encodedPixels(plan);
  const maxEncoded = maxLongestSide ** 2;
  if (views > 1 && encoded > maxEncoded)
    throw new Refusal(
      'WORK_TOO_LARGE',
      `${views} views with ${encoded} pixels in all are too much for one request; the limit is ${maxEncoded} pixels. ` +
        'Ask for a smaller shortSide or longSide, fewer scales, or a larger stride.',
    );
  const pixels = views > 1 ? Math.max(width * height * plan.passes.length, encoded) : width * height;
  const words = countWords(labels);
  if (pixels * words <= maxComparisons) return;
  const photo = `${width} × ${height} pixels${views > 1 ? ` in ${views} views` : ''}`;
  throw new Refusal(
    'WORK_TOO_LARGE',
    `${words} labels on ${photo} are too much for one request: a photo of this size allows ` +
      `${Math.floor(maxComparisons / pixels)} labels, that many labels allow ${Math.floor(maxComparisons / words)} pixels.`,
  );
}

/** Pixels that enter the image encoder. */
function encodedPixels({ passes, flip }: Pick<ViewPlan, 'passes' | 'flip'>): number {
  const looks = flip ? 2 : 1;
  return passes.reduce(
    (sum, { input, tops, lefts }) => sum + input.width * input.height * tops.length * lefts.length * looks,
    0,
  );
}
