import { describe, expect, it } from 'vitest';
import { maxDifference } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { clipPreprocess, roundHalfToEven } from './clip-preprocess.js';
import { cropImage } from './crop-image.js';
import { resizePillow } from './resize-pillow.js';
import { normalizePixels } from './to-pixels.js';

const golden = readFixture('pillow.safetensors');

describe('resizePillow', () => {
  it.each(['landscape', 'portrait', 'small', 'square'])(
    'equals the dataset transform byte for byte: %s',
    (name) => {
      const crop = 48;
      const image = golden.image(`${name}.rgb`);
      const scale = crop / Math.min(image.width, image.height);
      const width = image.width <= image.height ? crop : Math.trunc(image.width * scale);
      const height = image.width <= image.height ? Math.trunc(image.height * scale) : crop;
      const corner = { x: roundHalfToEven((width - crop) / 2), y: roundHalfToEven((height - crop) / 2) };
      const resized = resizePillow(image, { width, height }, 'bilinear');
      const found = cropImage(resized, { ...corner, width: crop, height: crop });
      expect(found).toEqual(golden.image(`${name}.cropped`));
    },
  );

  it.each([
    ['half', { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] }],
    ['imagenet', { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }],
  ] as const)('equals the few-shot transform: %s', (name, normalization) => {
    const resized = resizePillow(golden.image(`${name}.rgb`), { width: 40, height: 40 }, 'bilinear');
    const found = normalizePixels(resized, normalization);
    expect(maxDifference(found.data, golden.floats(`${name}.tensor`).data)).toBeLessThan(1e-6);
  });

  it.each(['bilinear', 'bicubic'] as const)(
    'keeps flat colours and works from and to one pixel: %s',
    (filter) => {
      const pixel = { width: 1, height: 1, data: new Uint8Array([3, 141, 255]) };
      const enlarged = resizePillow(pixel, { width: 5, height: 3 }, filter);
      expect([...enlarged.data]).toEqual(Array.from({ length: 15 }, () => [3, 141, 255]).flat());
      expect(resizePillow(enlarged, { width: 1, height: 1 }, filter)).toEqual(pixel);
    },
  );

  it('clips the overshoot of the bicubic filter', () => {
    const edge = { width: 4, height: 1, data: new Uint8Array([0, 0, 255, 255].flatMap((v) => [v, v, v])) };
    const { data } = resizePillow(edge, { width: 16, height: 1 }, 'bicubic');
    expect([Math.min(...data), Math.max(...data)]).toEqual([0, 255]);
  });

  it('refuses sides without pixels', () => {
    const pixel = { width: 1, height: 1, data: new Uint8Array(3) };
    expect(() => resizePillow(pixel, { width: 0, height: 2 }, 'bilinear')).toThrow(/positive.*got 0/);
    const empty = { width: 0, height: 1, data: new Uint8Array(0) };
    expect(() => resizePillow(empty, { width: 1, height: 1 }, 'bicubic')).toThrow(
      /must have pixels, got 0 × 1/,
    );
  });
});

describe('clipPreprocess', () => {
  it('equals the official transform', () => {
    const found = clipPreprocess(golden.image('clip.rgb'), 32);
    expect(found.shape).toEqual([1, 3, 32, 32]);
    expect(maxDifference(found.data, golden.floats('clip.tensor').data)).toBeLessThan(1e-6);
  });

  it('rounds the corner of the crop like Python', () => {
    expect([0.5, 1.5, 2.5, 2.4, 2.6].map(roundHalfToEven)).toEqual([0, 2, 2, 2, 3]);
  });
});

describe('cropImage', () => {
  it('refuses rectangles that reach outside', () => {
    const image = { width: 2, height: 2, data: new Uint8Array(12) };
    expect(() => cropImage(image, { x: 1, y: 0, width: 2, height: 1 })).toThrow(/inside the 2 × 2 image/);
  });
});
