import { planViews, type ViewOptions } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { assertBoundedWork } from './assert-bounded-work.js';

describe('work of one request', () => {
  const photo = { width: 400, height: 100 };
  const labels = ['cow', 'grass', 'sky'];
  const plan = (view: ViewOptions | 'whole') =>
    planViews(photo, view, { longestSide: 2000, onlyShrink: false, sizeMultiple: 1 });

  it('is bounded by labels times pixels', () => {
    const limits = { maxLongestSide: 512, maxComparisons: 120_000 };
    assertBoundedWork(plan('whole'), { labels }, limits);
    expect(() =>
      assertBoundedWork(plan('whole'), { labels }, { ...limits, maxComparisons: 119_999 }),
    ).toThrow(
      expect.objectContaining({
        code: 'WORK_TOO_LARGE',
        message: expect.stringMatching(/3 labels on 400 × 100 .* allows 2 labels, .* allow 39999 pixels/),
      }),
    );
  });

  it('is bounded by the pixels of all views', () => {
    const limits = { maxLongestSide: 200, maxComparisons: 1e9 };
    // Windows of 100 × 100, at 0, 100, 200 and 300.
    assertBoundedWork(plan({ windows: { size: 100, stride: 100 } }), { labels }, limits);
    const larger: ViewOptions[] = [
      { windows: { size: 100, stride: 99 } },
      { windows: { size: 100, stride: 100 }, flip: true },
      { scales: [0.5, 1] },
    ];
    for (const view of larger)
      expect(() => assertBoundedWork(plan(view), { labels }, limits)).toThrow(
        expect.objectContaining({
          code: 'WORK_TOO_LARGE',
          message: expect.stringContaining('views') as string,
        }),
      );
  });

  it('counts labels on all views', () => {
    const view = { windows: { size: 100, stride: 100 }, flip: true };
    expect(() =>
      assertBoundedWork(plan(view), { labels }, { maxLongestSide: 999, maxComparisons: 200_000 }),
    ).toThrow('in 8 views');
  });
});
