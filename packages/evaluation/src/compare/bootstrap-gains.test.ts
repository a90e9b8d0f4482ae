import { describe, expect, it } from 'vitest';
import { bootstrapGains, type PhotoPair } from './bootstrap-gains.js';

const counts = (number: number, intersection: number, groundTruth: number, predicted: number) => ({
  class: number,
  intersection,
  groundTruth,
  predicted,
});

/** Class 0 is always better afterwards, class 1 is better as often as worse, class 2 is never there. */
const photos = Array.from({ length: 40 }, (_, index): PhotoPair => ({
  before: [counts(0, 50, 100, 80), counts(1, 60, 100, 90)],
  after: [counts(0, 70 + (index % 5), 100, 90), counts(1, index % 2 === 0 ? 50 : 70, 100, 90)],
}));

describe('bootstrapGains', () => {
  const gains = bootstrapGains(3, photos);

  it('has the scores of all photos together', () => {
    expect(gains.classes[0]!.before).toBeCloseTo(50 / 130, 12);
    expect(gains.classes[0]!.after).toBeCloseTo(72 / (100 + 90 - 72), 12);
    expect(gains.classes[2]).toBeUndefined();
    expect(gains.meanIoU.before).toBeCloseTo((50 / 130 + 60 / 130) / 2, 12);
    expect(gains.pixelAccuracy).toMatchObject({
      before: 0.55,
      gain: expect.closeTo((72 + 60) / 200 - 0.55, 12),
    });
  });

  it('tells a gain in every photo from one that changes sides', () => {
    expect(gains.classes[0]!.interval[0]).toBeGreaterThan(0);
    expect(gains.classes[0]!.p).toBeCloseTo(2 / 1001, 10);
    const [low, high] = gains.classes[1]!.interval;
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
    expect(gains.classes[1]!.p).toBeGreaterThan(0.2);
  });

  it('agrees with the normal approximation', () => {
    // IoU of class 1 is close to linear in the mean of x over photos, x = ±10 pixels: sd 10 / √40 pixels.
    const perPixel = (70 / 120 - 50 / 140) / 20;
    const half = (1.96 * 10 * perPixel) / Math.sqrt(40);
    const [low, high] = gains.classes[1]!.interval;
    expect((high - low) / 2 / half).toBeCloseTo(1, 0.7);
  });

  it('gives the same figures again, others with another seed', () => {
    expect(bootstrapGains(3, photos)).toEqual(gains);
    expect(bootstrapGains(3, photos, { seed: 1 }).meanIoU.interval).not.toEqual(gains.meanIoU.interval);
  });

  it('finds nothing where nothing differs, and copes without photos', () => {
    const same = photos.map(({ before }) => ({ before, after: before }));
    expect(bootstrapGains(3, same).meanIoU).toMatchObject({ gain: 0, interval: [0, 0], p: 1 });
    expect(bootstrapGains(3, []).meanIoU).toMatchObject({ gain: NaN, interval: [NaN, NaN] });
  });
});
