import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { ImageRows } from '../interfaces/image-rows.js';
import type { Refiner } from '../interfaces/refiner.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import type { ViewOptions } from '../views/view-options.js';
import { Segmenter } from './segmenter.js';

const width = 31;
const height = 57;

/** Areas of three colours with noise. */
const photo: RgbImage = {
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    const area = (Math.floor(x / 9) + Math.floor(y / 13)) % 3;
    return (i % 3 === area ? 180 : 60) + ((i * 7919) % 60);
  }),
};
const labels = ['red', 'green', 'blue', 'red'];

/** Counts rows, so that a test sees what is held. */
function byRows(): ImageRows & { most: number; sum: number } {
  return {
    width,
    height,
    most: 0,
    sum: 0,
    read(first, last) {
      this.sum += last - first;
      this.most = Math.max(this.most, last - first);
      const data = photo.data.slice(first * width * 3, last * width * 3);
      return Promise.resolve({ width, height: last - first, data });
    },
  };
}

/** Averages probabilities over a pixel and its neighbours. */
function blurring(reach: number | undefined): Refiner {
  return {
    specVersion: 1,
    reach,
    guide: () => Promise.resolve({ refine: (scores) => Promise.resolve(blurred(probabilityRows(scores))) }),
    dispose: () => Promise.resolve(),
  };
}

function blurred(scores: ScoreRows): ScoreRows {
  const { width, height, labelCount } = scores;
  const row = new Float32Array(width * labelCount);
  return {
    ...scores,
    fillAt: undefined,
    fillLabels: undefined,
    fill(y, target) {
      const sums = new Float64Array(row.length);
      for (let near = Math.max(0, y - 1); near <= Math.min(y + 1, height - 1); near++) {
        scores.fill(near, row);
        for (let x = 0; x < width; x++)
          for (let from = Math.max(0, x - 1); from <= Math.min(x + 1, width - 1); from++)
            for (let n = 0; n < labelCount; n++) sums[x * labelCount + n] += row[from * labelCount + n];
      }
      for (let x = 0; x < width; x++) {
        const pixel = sums.subarray(x * labelCount, (x + 1) * labelCount);
        const sum = pixel.reduce((a, b) => a + b);
        target.set(
          pixel.map((value) => value / sum),
          x * labelCount,
        );
      }
    },
  };
}

function segmenterWith(resample: 'bilinear' | 'bilinear-antialias') {
  const { parts, calls } = colorParts();
  const { imageEncoder } = parts;
  const preprocessing = { ...imageEncoder.preprocessing, resample };
  return { segmenter: new Segmenter({ ...parts, imageEncoder: { ...imageEncoder, preprocessing } }), calls };
}

async function mapOf(
  segmenter: Segmenter,
  rows: ImageRows,
  view: ViewOptions,
  firstRow = 0,
): Promise<number[]> {
  const map: number[] = [];
  let next = firstRow;
  for await (const strip of segmenter.segmentRows(rows, labels, { view, firstRow })) {
    expect(strip.firstRow).toBe(next);
    next = strip.lastRow;
    map.push(...strip.labelMap);
  }
  expect(next).toBe(height);
  return map;
}

describe('a photo read by rows', () => {
  it.each<[string, ViewOptions]>([
    ['windows', { windows: { size: 8, stride: 6 } }],
    ['windows of a smaller photo', { windows: { size: 8, stride: 6, shortSide: 16 } }],
    ['windows of a larger one, mirrored', { windows: { size: 16, stride: 8, shortSide: 40 }, flip: true }],
    ['windows that stick out', { windows: { size: 12, stride: 8, edge: 'pad' }, fuse: 'mean-softmax' }],
    ['scales', { windows: { size: 10, stride: 6, longSide: 40 }, scales: [0.7, 1.3], alignCorners: true }],
  ])('is labelled as one that is held: %s', async (_, view) => {
    for (const resample of ['bilinear', 'bilinear-antialias'] as const) {
      const { segmenter, calls } = segmenterWith(resample);
      const whole = await segmenter.segment(photo, labels, { view });
      const encoded = calls.images;
      const rows = byRows();
      expect(await mapOf(segmenter, rows, view)).toEqual([...whole.labelMap]);
      expect(calls.images).toBe(2 * encoded);
      expect(rows.most).toBeLessThan(height);
    }
  });

  it('is looked at as a whole, in strips that stay small', async () => {
    const { segmenter } = segmenterWith('bilinear');
    const whole = await segmenter.segment(photo, labels, { view: 'whole' });
    const map: number[] = [];
    for await (const { labelMap } of segmenter.segmentRows(byRows(), labels, { view: 'whole' }))
      map.push(...labelMap);
    expect(map).toEqual([...whole.labelMap]);
    const wide = 2 ** 20;
    const high: ImageRows = {
      width: wide,
      height: 64,
      read: (from, to) =>
        Promise.resolve({ width: wide, height: to - from, data: new Uint8Array(3 * wide * (to - from)) }),
    };
    const heights: number[] = [];
    for await (const { labelMap } of segmenter.segmentRows(high, labels, { view: 'whole' }))
      heights.push(labelMap.length / wide);
    expect(heights).toEqual([32, 32]);
  });

  it('has the same labels of several words and the same unsure pixels', async () => {
    const { segmenter } = segmenterWith('bilinear');
    const tree = [{ name: 'warm', words: ['red', 'green'] }, 'blue'];
    const options = { view: { windows: { size: 8, stride: 6 } }, other: 4, minMargin: 0.99 };
    const { labelMap, labels: names } = await segmenter.segment(photo, tree, options);
    expect(names).toEqual(['warm', 'blue', 'other']);
    const map: number[] = [];
    for await (const strip of segmenter.segmentRows(byRows(), tree, options)) map.push(...strip.labelMap);
    expect(map).toEqual([...labelMap]);
    const without = await segmenter.segment(photo, tree, { ...options, minMargin: undefined });
    expect(without.areas()[2].pixels).toBeLessThan(map.filter((label) => label === 2).length);
  });

  it('reads a row again only where it is part of scaled rows on both sides', async () => {
    const view = { windows: { size: 8, stride: 6, shortSide: 16 } };
    const plain = byRows();
    await mapOf(segmenterWith('bilinear').segmenter, plain, view);
    expect(plain.sum).toBe(height);
    const antialiased = byRows();
    await mapOf(segmenterWith('bilinear-antialias').segmenter, antialiased, view);
    // Five rows of windows, whose first scaled rows reach a scaled row up, that is less than two of the photo's.
    expect(antialiased.sum).toBeLessThanOrEqual(height + 4 * 3);
  });

  it.each<[string, ViewOptions]>([
    ['windows', { windows: { size: 8, stride: 6 } }],
    ['windows of a smaller photo', { windows: { size: 8, stride: 6, shortSide: 16 } }],
    ['scales', { windows: { size: 10, stride: 6 }, scales: [0.7, 1.3], fuse: 'mean-softmax' }],
  ])('is refined as one that is held, if the refiner says how far it looks: %s', async (_, view) => {
    const { parts } = colorParts();
    const tree = ['red', { name: 'cold', words: ['green', 'blue'] }, 'red'];
    const options = { view, other: 4, minMargin: 0.3 };
    for (const reach of [0.1, undefined, 0.3]) {
      const segmenter = new Segmenter({ ...parts, refiner: blurring(reach) });
      const plain = await segmenter.segment(photo, tree, { ...options, refine: false });
      const refined = await segmenter.segment(photo, tree, options);
      expect([...refined.labelMap]).not.toEqual([...plain.labelMap]);
      for (const refine of [undefined, false]) {
        const map: number[] = [];
        const wishes = { ...options, refine };
        for await (const strip of segmenter.segmentRows(byRows(), tree, wishes)) map.push(...strip.labelMap);
        const isRefined = reach === 0.1 && refine !== false;
        expect(map).toEqual([...(isRefined ? refined : plain).labelMap]);
      }
    }
  });

  it('continues anywhere', async () => {
    const { segmenter } = segmenterWith('bilinear');
    const view = { windows: { size: 8, stride: 6 } };
    const { labelMap } = await segmenter.segment(photo, labels, { view });
    for (const firstRow of [1, 17, 56])
      expect(await mapOf(segmenter, byRows(), view, firstRow)).toEqual([
        ...labelMap.subarray(firstRow * width),
      ]);
  });

  it('refuses what does not fit, before it reads anything', async () => {
    const { segmenter } = segmenterWith('bilinear');
    const huge: ImageRows = { width: 20_000, height: 20_000, read: () => Promise.reject(new Error('read')) };
    const first = (view: ViewOptions, many = labels) => segmenter.segmentRows(huge, many, { view }).next();
    await expect(first({ windows: { size: 5000, stride: 4000 } })).rejects.toMatchObject({
      code: 'IMAGE_TOO_LARGE',
    });
    await expect(
      first(
        { windows: { size: 480, stride: 480 } },
        Array.from({ length: 99 }, (_, i) => `word ${i}`),
      ),
    ).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
  });

  it('stops between two windows', async () => {
    const { segmenter, calls } = segmenterWith('bilinear');
    const controller = new AbortController();
    const strips = segmenter.segmentRows(byRows(), labels, {
      view: { windows: { size: 8, stride: 6 } },
      signal: controller.signal,
    });
    await strips.next();
    const before = calls.images;
    controller.abort();
    await expect(strips.next()).rejects.toMatchObject({ code: 'ABORTED' });
    expect(calls.images).toBe(before);
  });
});
