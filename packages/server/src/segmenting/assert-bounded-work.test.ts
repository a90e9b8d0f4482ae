import { describe, expect, it } from 'vitest';
import { assertBoundedWork } from './assert-bounded-work.js';

describe('work of one request', () => {
  const photo = { width: 400, height: 100 };
  const labels = ['cow', 'grass', 'sky'];

  it('is bounded by labels times pixels', () => {
    assertBoundedWork(photo, { labels }, { maxComparisons: 120_000 });
    expect(() => assertBoundedWork(photo, { labels }, { maxComparisons: 119_999 })).toThrow(
      expect.objectContaining({
        code: 'WORK_TOO_LARGE',
        message: expect.stringMatching(/3 labels on 400 × 100 .* allows 2 labels, .* allow 39999 pixels/),
      }),
    );
  });
});
