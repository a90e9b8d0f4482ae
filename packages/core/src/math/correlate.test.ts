import { describe, expect, it } from 'vitest';
import { maxDifference } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { tensor } from '../tensor/tensor.js';
import { correlate } from './correlate.js';
import { l2Normalize } from './l2-normalize.js';
import { upsampledNorms } from './upsampled-norms.js';

const golden = readFixture('correlation.safetensors');
const logitScale = 14.285714149475098;
const values = golden.floats('head1');
const text = golden.floats('text_features');

describe('correlate', () => {
  it('equals the official logits for normalised embeddings', () => {
    const image = l2Normalize(values, 1);
    expect(maxDifference(image.data, golden.floats('image_features').data)).toBeLessThan(7.5e-6);
    expect(maxDifference(l2Normalize(golden.floats('text_features_raw'), 1).data, text.data)).toBeLessThan(
      9e-7,
    );
    const logits = correlate(image, text, { logitScale });
    expect(logits.shape).toEqual(golden.floats('logits_cos').shape);
    expect(maxDifference(logits.data, golden.floats('logits_cos').data)).toBeLessThan(5.6e-5);
  });

  it('equals them with norms beside raw embeddings', () => {
    const norms = upsampledNorms(values, { factor: 1, alignCorners: true });
    const logits = correlate(values, text, { logitScale, norms });
    expect(maxDifference(logits.data, golden.floats('logits_cos').data)).toBeLessThan(5.6e-5);
  });

  it('takes labels per image', () => {
    const pixels = tensor('float32', [2, 2, 1, 1], new Float32Array([1, 2, 3, 4]));
    const words = tensor('float32', [2, 1, 2], new Float32Array([1, 0, 0, 1]));
    expect([...correlate(pixels, words, { logitScale: 2 }).data]).toEqual([2, 8]);
  });

  it('gives a pixel without embedding the logit 0', () => {
    const pixels = tensor('float32', [1, 2, 1, 1]);
    const norms = tensor('float32', [1, 1, 1]);
    const words = tensor('float32', [1, 2], new Float32Array([1, 0]));
    expect([...correlate(pixels, words, { logitScale, norms }).data]).toEqual([0]);
  });

  it('names the shapes that do not fit', () => {
    const words = tensor('float32', [3, 7]);
    expect(() => correlate(values, words, { logitScale })).toThrow(
      /Text embeddings must have shape \[N, 32\]/,
    );
    expect(() => correlate(values, tensor('float32', [0, 32]), { logitScale })).toThrow(/at least one/);
  });
});
