import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Refiner } from '../interfaces/refiner.js';
import type { LabelOptions } from '../labels/label.js';
import { decodeRle } from '../areas/rle.js';
import { Segmenter, type SegmenterInit } from './segmenter.js';
import type { EncodeImageOptions } from './segment-options.js';

/** Red, yellow, green; below cyan, blue, black. */
const colours: RgbImage = {
  width: 3,
  height: 2,
  data: Uint8Array.from([255, 0, 0, 200, 190, 0, 0, 255, 0, 0, 190, 200, 0, 0, 255, 0, 0, 0]),
};

const calibration = { temperature: 2, threshold: 5 };
const segment = (
  labels: readonly string[],
  options: LabelOptions & EncodeImageOptions,
  init: Partial<SegmenterInit> = {},
) => new Segmenter({ ...colorParts().parts, calibration, ...init }).segment(colours, labels, options);

describe('several labels on a pixel', () => {
  it.each<[LabelOptions, number]>([
    [{}, 5],
    [{ other: 'auto', minScore: 0.5 }, 5],
    [{ minScore: 0.9 }, 5 + 2 * Math.log(9)],
    [{ minScore: 0.2 }, 5 - 2 * Math.log(4)],
    [{ other: 7.1 }, 7.1],
  ])('with %j are those whose logit is above %d', async (options, cutoff) => {
    const labels = ['red', 'green', 'blue', 'green'];
    const result = await segment(labels, { multiLabel: true, ...options });
    expect(result.labels).toEqual([...labels, 'other']);
    const plain = await segment(labels, {});
    const fits = await Promise.all(
      ['red', 'green', 'blue'].map(async (label) =>
        Array.from(await plain.scores(label), (logit) => logit > cutoff),
      ),
    );
    const isAny = fits[0].map((_, pixel) => fits.some((mask) => mask[pixel]));
    const masks = [...fits, isAny.map(() => false), isAny.map((any) => !any)];
    masks.forEach((mask, index) => {
      expect([...result.mask(index)]).toEqual(mask.map(Number));
      const pixels = mask.filter(Boolean).length;
      expect(result.areas()[index]).toEqual({ index, pixels, share: pixels / 6 });
    });
    for (const { index, segmentation } of result.toRle())
      expect([...decodeRle(segmentation)]).toEqual(masks[index].map(Number));
    isAny.forEach((any, pixel) => {
      const best = any ? plain.labelMap[pixel] : 4;
      expect(result.labelMap[pixel]).toBe(best);
      const found = result.labelsAt(pixel % 3, Math.floor(pixel / 3));
      expect(found[0]).toBe(result.labels[best]);
      const expected = result.labels.filter((_, index) => masks[index][pixel]);
      expect(found.toSorted()).toEqual(expected.toSorted());
    });
  });

  it('are told apart from one label each in JSON and pictures', async () => {
    const result = await segment(['red', 'green'], { multiLabel: true, other: 4 });
    expect(result.labelsAt(1, 0)).toEqual(['red', 'green']);
    expect(result.toJSON()).toMatchObject({ multiLabel: true, labels: [{ pixels: 2 }, { pixels: 3 }, {}] });
    expect(result.toTransformersOutput().map(({ mask }) => [...mask.data].filter(Boolean).length)).toEqual([
      2, 3, 2,
    ]);
    const single = await segment(['red', 'green'], {});
    expect(single.toJSON()).not.toHaveProperty('multiLabel');
    expect([single.labelRuns, single.labelsAt(1, 0)]).toEqual([undefined, ['red']]);
  });

  it('take a label that is called other for what no label fits', async () => {
    const result = await segment(['other', 'red'], { multiLabel: true });
    expect(result.labels).toEqual(['other', 'red']);
    expect([...result.mask('other')]).toEqual([0, 0, 1, 1, 1, 1]);
    expect(result.labelsAt(2, 1)).toEqual(['other']);
  });

  it('hold for several views, and the best label of a refiner is always one of them', async () => {
    const view = { windows: { size: 2, stride: 1 }, flip: true } as const;
    const result = await segment(['red', 'green', 'blue'], { multiLabel: true, view });
    expect(result.labelsAt(1, 0)).toEqual(['red', 'green']);
    // Whatever the scores are, this refiner wants the last label: blue, or other.
    const refiner: Refiner = {
      specVersion: 1,
      guide: async () => ({
        refine: async ({ width, height, labelCount }) => ({
          width,
          height,
          labelCount,
          kind: 'probabilities',
          fill: (_y, row) => row.forEach((_, i) => (row[i] = i % labelCount === 0 ? 1 : 0)),
        }),
      }),
      dispose: () => Promise.resolve(),
    };
    const refined = await segment(['blue', 'red'], { multiLabel: true }, { refiner });
    expect([...refined.labelMap]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(refined.labelsAt(0, 0)).toEqual(['blue', 'red']);
    expect(refined.areas().map(({ pixels }) => pixels)).toEqual([6, 2, 0]);
  });

  it.each<[LabelOptions & EncodeImageOptions, string, Partial<SegmenterInit>?]>([
    [{ minScore: 0 }, 'between 0 and 1, got 0'],
    [{ minScore: 1 }, 'between 0 and 1, got 1'],
    [{ minScore: NaN }, 'NaN'],
    [{ minMargin: 0.1 }, "don't compete"],
    [{}, 'was not calibrated', { calibration: undefined }],
    [{ view: { flip: true, fuse: 'mean-softmax' } }, 'sum-logits'],
  ])('are refused with %j', async (options, message, init) => {
    const asked = segment(['red'], { multiLabel: true, ...options }, init);
    await expect(asked).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(message) as string,
    });
  });

  it('are not possible by rows', async () => {
    const rows = new Segmenter(colorParts().parts).segmentRows(
      { width: 3, height: 2, read: () => Promise.reject(new Error('not read')) },
      ['red'],
      { multiLabel: true },
    );
    await expect(rows.next()).rejects.toMatchObject({ code: 'USAGE' });
  });
});
