import { describe, expect, it } from 'vitest';
import { createRandom } from '../random/create-random.js';
import { scripted, traceableSample } from '../data/__fixtures__/sample.js';
import type { AugmentationConfig } from '../components/section-configs.js';
import { createAugmentation } from '../components/create-augmentation.js';
import { randomWindow } from './random-window.js';

const padding = { color: [128, 128, 128], maskValue: 255 } as const;
/** Log-uniform: half way between 0.5 and 2 is 1. */
const scaleOne = 0.5;
const [keep, flip] = [0.9, 0.1];
const noColors = [0.5, 0.5, 0.5, 0.5];

describe('randomCropTransform', () => {
  it('at scale 1 cuts pixels out unchanged, photo and mask alike', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: { width: 6, height: 4 } });
    const { image, mask } = apply(
      traceableSample(20, 10, (x, y) => x + 10 * y),
      scripted(scaleOne, 3, 2, keep, ...noColors),
      padding,
    );
    expect([...mask.data.slice(0, 6)]).toEqual([23, 24, 25, 26, 27, 28]);
    expect([...image.data.slice(0, 3)]).toEqual([3, 2, 128]);
  });

  it('mirrors', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: 4 });
    const random = scripted(scaleOne, 3, 0, flip, ...noColors);
    expect([
      ...apply(
        traceableSample(9, 9, (x) => x),
        random,
        padding,
      ).mask.data.slice(0, 4),
    ]).toEqual([6, 5, 4, 3]);
  });

  it('ignores what is around a photo that is smaller than the crop', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: 16, scale: [1, 1] });
    const { image, mask } = apply(
      traceableSample(10, 8, () => 0),
      scripted(0, 4, 5, keep, ...noColors),
      padding,
    );
    const inside = (x: number, y: number) => x >= 4 && x < 14 && y >= 5 && y < 13;
    expect([...mask.data]).toEqual(
      Array.from(mask.data, (_, i) => (inside(i % 16, Math.floor(i / 16)) ? 0 : 255)),
    );
    expect([...image.data.slice(0, 3)]).toEqual([128, 128, 128]);
  });

  it('scales by a base size, whatever the resolution of a photo', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: 8, scale: [1, 1], baseSize: 8 });
    for (const side of [4, 8, 200]) {
      const sample = traceableSample(side, side, (x, y) => Number(x >= side / 2) + 2 * Number(y >= side / 2));
      const { mask } = apply(sample, scripted(0, 0, 0, keep, ...noColors), padding);
      for (const value of [0, 1, 2, 3]) expect(mask.data.filter((found) => found === value)).toHaveLength(16);
    }
  });

  it('keeps photo and mask together at any scale', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: 32, scale: [0.25, 4], mirror: 0.5 });
    const sample = traceableSample(90, 60, (x) => Number(x >= 45));
    for (let seed = 0; seed < 50; seed++) {
      const { image, mask } = apply(sample, createRandom(seed), padding);
      const wrong = mask.data.filter((value, i) => {
        const x = image.data[3 * i];
        // Within the reach of the filter around the border of the two halves.
        return value === 255 ? x !== 128 : value === 1 ? x <= 40 : x >= 50;
      });
      expect(wrong).toHaveLength(0);
    }
  });

  it('widens an 8-bit mask for a 16-bit "ignore"', () => {
    const { apply } = createAugmentation({ type: 'random-crop', crop: 4, scale: [1, 1] });
    const wide = { color: [0, 0, 0], maskValue: 65_535 } as const;
    const { mask } = apply(traceableSample(2, 2), scripted(0, 0, 0, keep, ...noColors), wide);
    expect([mask.data[0], mask.data[3]]).toEqual([0, 65_535]);
  });

  it.each([
    { type: 'random-crop', crop: 0 },
    { type: 'random-crop' },
    { type: 'random-crop', crop: 8, scale: [2, 1] },
    { type: 'random-crop', crop: 8, scale: [0, 1] },
    { type: 'random-crop', crop: 8, color: { hue: 0.6 } },
    { type: 'random-crop', crop: 8, colour: {} },
    { type: 'squeeze', crop: 8 },
  ])('refuses %j', (config) => {
    expect(() => createAugmentation(config as AugmentationConfig)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});

describe('randomWindow', () => {
  it('never leaves the photo or the crop', () => {
    for (let seed = 0; seed < 500; seed++) {
      const random = createRandom(seed);
      const [photo, crop, scale] = [random.int(1, 50), random.int(1, 50), 8 ** random.uniform(-1, 1)];
      const { start, length, to, filled } = randomWindow(photo, crop, scale, random);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(length).toBeGreaterThanOrEqual(1);
      expect(start + length).toBeLessThanOrEqual(photo);
      expect(to).toBeGreaterThanOrEqual(0);
      expect(filled).toBeGreaterThanOrEqual(1);
      expect(to + filled).toBeLessThanOrEqual(crop);
    }
  });
});
