import { describe, expect, it } from 'vitest';
import { maxDifference, noise } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import type { Preprocessing } from '../interfaces/preprocessing.js';
import { resizeBilinear } from '../math/resize-bilinear.js';
import { pixelsToBytes } from './pixels-to-bytes.js';
import { resizePillow } from './resize-pillow.js';
import { normalizePixels, toPixels } from './to-pixels.js';

const golden = readFixture('preprocess.safetensors');
const official: Preprocessing = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
};

describe('toPixels', () => {
  it.each(['up', 'down', 'same'])('equals the official app in case %s', (name) => {
    const found = toPixels(golden.image(`${name}.rgb`), official, { width: 48, height: 36 });
    expect(found.shape).toEqual([1, 3, 36, 48]);
    expect(maxDifference(found.data, golden.floats(`${name}.resized`).data)).toBeLessThan(4e-6);
  });

  it('equals the official app at its own size', () => {
    const { data } = toPixels(golden.image('app.rgb'), official, { width: 480, height: 360 });
    const sampled: number[] = [];
    for (let channel = 0; channel < 3; channel++)
      for (let y = 0; y < 360; y += 17)
        for (let x = 0; x < 480; x += 13) sampled.push(data[(channel * 360 + y) * 480 + x]);
    expect(maxDifference(sampled, golden.floats('app.sampled').data)).toBeLessThan(4e-6);
    const total = (f: (x: number) => number) => data.reduce((sum, x) => sum + f(x), 0);
    expect(total((x) => x)).toBeCloseTo(golden.doubles('app.sum').data[0], 0);
    expect(total(Math.abs)).toBeCloseTo(golden.doubles('app.abs_sum').data[0], 0);
  });

  it('resizes before normalising as it would after', () => {
    const image = { width: 9, height: 7, data: Uint8Array.from(noise(189), (x) => 127 + 127 * x) };
    const imagenet = { ...official, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const;
    const found = toPixels(image, imagenet, { width: 20, height: 5 });
    const expected = resizeBilinear(
      normalizePixels(image, imagenet),
      { size: [5, 20] },
      { alignCorners: false },
    );
    expect(maxDifference(found.data, expected.data)).toBeLessThan(1e-6);
  });

  it('chooses the size itself, and keeps a photo that has it', () => {
    const image = { width: 2, height: 1, data: new Uint8Array([0, 128, 255, 255, 0, 51]) };
    expect(toPixels(image, official).shape).toEqual([1, 3, 256, 480]);
    const same = toPixels(image, { ...official, longestSide: 2, sizeMultiple: 1 });
    expect(maxDifference(same.data, [-1, 1, 1 / 255, -1, 1, -0.6])).toBeLessThan(1e-6);
  });

  it('refuses bytes that are not RGB', () => {
    const rgba = { width: 2, height: 2, data: new Uint8Array(16) };
    expect(() => toPixels(rgba, official)).toThrow(/has 12 bytes, got 16/);
  });

  it('resizes as Pillow when asked to', () => {
    const image = golden.image('down.rgb');
    const size = { width: 48, height: 36 };
    const found = toPixels(image, { ...official, resample: 'bilinear-antialias' }, size);
    expect(found).toEqual(normalizePixels(resizePillow(image, size, 'bilinear'), official));
  });
});

describe('pixelsToBytes', () => {
  it('equals the official app', () => {
    const x = golden.floats('back.x');
    const found = pixelsToBytes({ ...x, shape: [1, ...x.shape] }, official);
    expect(found).toEqual(golden.image('back.rgb'));
  });

  it('clips what lies outside', () => {
    const pixels = { dtype: 'float32', shape: [1, 3, 1, 1], data: new Float32Array([-1.5, 0, 1.5]) } as const;
    expect([...pixelsToBytes(pixels, official).data]).toEqual([0, 127, 255]);
  });
});
