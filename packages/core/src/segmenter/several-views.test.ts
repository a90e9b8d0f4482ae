import { describe, expect, it } from 'vitest';
import { colorParts, couplingRegularizer } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { ViewOptions } from '../views/view-options.js';
import { Segmenter } from './segmenter.js';

/** Red on the left, then green, then blue at the right edge; 12 × 6. */
const stripes: RgbImage = {
  width: 12,
  height: 6,
  data: Uint8Array.from({ length: 12 * 6 * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % 12;
    return i % 3 === (x < 5 ? 0 : x < 9 ? 1 : 2) ? 255 : 0;
  }),
};
const truth = Array.from({ length: 72 }, (_, i) => (i % 12 < 5 ? 0 : i % 12 < 9 ? 1 : 2));
const labels = ['red', 'green', 'blue'];
const windows = { size: 4, stride: 3 };

describe('several views of a photo', () => {
  it.each<[string, ViewOptions, number]>([
    ['windows', { windows }, 8],
    ['windows that stick out', { windows: { size: 5, stride: 3, edge: 'pad' } }, 8],
    ['mirrored windows', { windows, flip: true }, 16],
    ['probabilities', { windows, fuse: 'mean-softmax' }, 8],
    ['a mirrored whole', { flip: true }, 2],
    ['a window larger than the photo', { windows: { size: 100, stride: 50 } }, 1],
    ['one that sticks out', { windows: { size: 100, stride: 50, edge: 'pad' }, flip: true }, 2],
  ])('finds every stripe with %s', async (_, view, count) => {
    const { parts, calls } = colorParts();
    const encoder = {
      ...parts.imageEncoder,
      preprocessing: { ...parts.imageEncoder.preprocessing, longestSide: 12 },
    };
    const result = await new Segmenter({ ...parts, imageEncoder: encoder }).segment(stripes, labels, {
      view,
    });
    expect(calls.images).toBe(count);
    expect([...result.labelMap]).toEqual(truth);
  });

  it('relabels without encoding anything again', async () => {
    const { parts, calls } = colorParts();
    const result = await new Segmenter(parts).segment(stripes, labels, { view: { windows } });
    const before = calls.images;
    const again = await result.relabel(['blue', 'red']);
    expect(calls.images).toBe(before);
    expect(again.labelAt(11, 5)).toBe('blue');
    expect(again.labelAt(0, 0)).toBe('red');
  });

  it('takes the view of the model unless a call has one of its own', async () => {
    const { parts, calls } = colorParts();
    const segmenter = new Segmenter({ ...parts, view: { windows } });
    await segmenter.encode(stripes);
    expect(calls.images).toBe(8);
    await segmenter.encode(stripes, { view: 'whole' });
    expect(calls.images).toBe(9);
    await segmenter.encode(stripes, { longestSide: 4 });
    expect(calls.images).toBe(10);
  });

  it.each(['sum-logits', 'mean-softmax'] as const)(
    'gives scores that agree with the map: %s',
    async (fuse) => {
      const { parts } = colorParts();
      const view = { windows, flip: true, fuse };
      const one = await new Segmenter(parts).segment(stripes, labels, { view });
      const rows = await one.scoreRows();
      expect(rows.kind).toBe(fuse === 'sum-logits' ? 'logits' : 'probabilities');
      const row = new Float32Array(12 * 3);
      rows.fill(2, row);
      const green = await one.scores('green');
      const heat = await one.heatmap('green');
      for (let x = 0; x < 12; x++) {
        const [red, middle, blue] = row.subarray(x * 3, x * 3 + 3);
        const pixel = 2 * 12 + x;
        if (fuse === 'sum-logits') {
          expect(green[pixel]).toBeCloseTo(middle, 5);
          const sum = Math.exp(red) + Math.exp(middle) + Math.exp(blue);
          expect(heat[pixel]).toBeCloseTo(Math.exp(middle) / sum, 5);
        } else {
          expect(red + middle + blue).toBeCloseTo(1, 5);
          expect(heat[pixel]).toBeCloseTo(middle, 5);
          expect(green[pixel]).toBeCloseTo(Math.log(middle), 4);
        }
      }
      const logits = await one.logits({ labels: ['green'] });
      expect(logits.shape).toEqual([1, 6, 12]);
      expect([...one.labelMap]).toEqual(truth);
    },
  );

  it('regularises every view by all labels', async () => {
    const { regularizer, seen } = couplingRegularizer();
    const { parts } = colorParts(regularizer);
    const result = await new Segmenter(parts).segment(stripes, labels, { view: { windows } });
    await result.scores('green');
    expect(seen).toEqual(new Array<number>(16).fill(3));
    expect([...result.labelMap]).toEqual(truth);
  });

  it('refuses a view that is none, and embeddings that would not fit', async () => {
    const { parts } = colorParts();
    const segmenter = new Segmenter({ ...parts, imageEncoder: { ...parts.imageEncoder, embeddingDim: 512 } });
    await expect(
      segmenter.encode(stripes, { view: { windows: { size: 4, stride: 0 } } }),
    ).rejects.toMatchObject({ code: 'USAGE', message: expect.stringContaining('windows.stride') as string });
    const large = { width: 1500, height: 1000, data: new Uint8Array(4_500_000) };
    await expect(
      segmenter.encode(large, { view: { windows: { size: 500, stride: 250 } } }),
    ).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
      message: expect.stringContaining('15 views') as string,
    });
  });

  it('gives no more scores once the photo is gone', async () => {
    const { parts } = colorParts();
    const result = await new Segmenter(parts).segment(stripes, labels, { view: { windows } });
    result.image.dispose();
    await expect(result.scoreRows()).rejects.toMatchObject({ code: 'DISPOSED' });
    await expect(result.heatmap('red')).rejects.toMatchObject({ code: 'DISPOSED' });
  });
});
