import { describe, expect, it } from 'vitest';
import { maxDifference, noiseTensor } from '../__fixtures__/compare.js';
import { labelMapFromLogits } from '../math/label-map-accumulator.js';
import { probabilityMap } from '../math/probability-map.js';
import { scoreMap } from '../math/score-map.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { decodeRle } from '../areas/rle.js';
import { Segmentation } from './segmentation.js';

const size = { width: 9, height: 8, alignCorners: true };

/** A result over known logits that notes which were asked for. */
function segment(labels: readonly string[], logits: Tensor<'float32'>) {
  const asked: number[][] = [];
  const [, h, w] = logits.shape;
  const segmentation = new Segmentation({
    ...size,
    labels,
    labelMap: labelMapFromLogits(logits, size),
    logitsOf: (indices) => {
      asked.push([...indices]);
      const data = indices.flatMap((n) => [...logits.data.subarray(n * h * w, (n + 1) * h * w)]);
      return Promise.resolve(tensor('float32', [indices.length, h, w], new Float32Array(data)));
    },
  });
  return { segmentation, asked };
}

const logits = noiseTensor([3, 4, 5], 9);
const { segmentation, asked } = segment(['sky', 'dog', 'grass'], logits);
const invalid = expect.objectContaining({ code: 'LABELS_INVALID' });

describe('Segmentation', () => {
  it('counts areas that add up', () => {
    const areas = segmentation.areas();
    expect(areas.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(areas.reduce((sum, { pixels }) => sum + pixels, 0)).toBe(72);
    expect(areas.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('writes legends by label and by area', () => {
    expect(segmentation.legend()[1]).toMatchObject({ index: 1, label: 'dog', color: [0x56, 0xb4, 0xe9] });
    const pixels = segmentation.legend({ sort: 'area' }).map((entry) => entry.pixels);
    expect(pixels).toEqual(pixels.toSorted((a, b) => b - a));
    const { segmentation: other } = segment(['a', 'a'], tensor('float32', [2, 1, 1]));
    expect(other.legend({ onlyPresent: true }).map(({ index }) => index)).toEqual([0]);
    expect(other.legend()).toHaveLength(2);
  });

  it('gives the logits that its map was painted from', async () => {
    const all = await segmentation.logits();
    expect(all.shape).toEqual([3, 4, 5]);
    expect(labelMapFromLogits(all, size)).toEqual(segmentation.labelMap);
    expect(segmentation.alignCorners).toBe(true);
    const [, ...plane] = all.shape;
    const last = await segmentation.logits({ labels: [2] });
    expect(last).toEqual({ ...all, shape: [1, ...plane], data: all.data.slice(-plane[0] * plane[1]) });
    await expect(segmentation.logits({ labels: ['spaceship'] })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    asked.length = 0;
  });

  it('tells label and mask of pixels', () => {
    const mask = segmentation.mask('dog');
    for (const [x, y] of [
      [0, 0],
      [8, 7],
      [3, 5],
    ])
      expect(mask[y * 9 + x]).toBe(Number(segmentation.labelAt(x, y) === 'dog'));
    expect(segmentation.mask(1)).toEqual(mask);
    for (const [x, y] of [
      [9, 0],
      [0, -1],
      [0.5, 0],
    ])
      expect(() => segmentation.labelAt(x, y)).toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });

  it('computes scores and probabilities of one label on demand', async () => {
    asked.length = 0;
    expect(await segmentation.scores('grass')).toEqual(scoreMap(logits, 2, size));
    expect(asked).toEqual([[2]]);
    const heatmap = await segmentation.heatmap('grass', { temperature: 0.5 });
    const expected = probabilityMap(logits, 2, { ...size, temperature: 0.5 });
    expect(maxDifference(heatmap, expected)).toBeLessThan(1e-6);
  });

  it('asks for many labels in pieces', async () => {
    const many = noiseTensor([150, 2, 2]);
    const labels = Array.from({ length: 150 }, (_, i) => `label ${i}`);
    const { segmentation: large, asked: pieces } = segment(labels, many);
    expect(maxDifference(await large.heatmap('label 149'), probabilityMap(many, 149, size))).toBeLessThan(
      1e-6,
    );
    expect(pieces.map(({ length }) => length)).toEqual([64, 64, 22]);
  });

  it('computes all heatmaps in one pass over the logits, a repeated label once', async () => {
    const many = noiseTensor([150, 3, 2]);
    const different = tensor('float32', [149, 3, 2], many.data.subarray(0, 149 * 6));
    const labels = Array.from({ length: 150 }, (_, i) => `label ${i}`);
    const { segmentation: large, asked: pieces } = segment([...labels.slice(0, 149), 'label 7'], many);
    const sums = new Float32Array(72);
    const seen: number[] = [];
    for await (const { index, label, values } of large.heatmaps({ temperature: 0.5 })) {
      expect(label).toBe(large.labels[index]);
      seen.push(index);
      values.forEach((value, pixel) => (sums[pixel] += value));
      if (index % 50 === 3)
        expect(
          maxDifference(values, probabilityMap(different, index, { ...size, temperature: 0.5 })),
        ).toBeLessThan(1e-6);
    }
    expect(seen).toEqual([...labels.keys()].slice(0, 149));
    expect(
      maxDifference(
        sums,
        sums.map(() => 1),
      ),
    ).toBeLessThan(1e-5);
    const [last, first] = [await large.heatmap(149), await large.heatmap('label 7')];
    expect(last).toEqual(first);
    expect(pieces.slice(0, 3).map(({ length }) => length)).toEqual([64, 64, 21]);
    expect(pieces).toHaveLength(9);
  });

  it('computes the heatmaps that are asked for, in the order of the labels', async () => {
    const found: string[] = [];
    for await (const { label, values } of segmentation.heatmaps({ labels: ['grass', 0] })) {
      found.push(label);
      expect(values).toEqual(await segmentation.heatmap(label));
    }
    expect(found).toEqual(['sky', 'grass']);
    await expect(segmentation.heatmaps({ labels: ['cat'] }).next()).rejects.toThrow(invalid);
  });

  it('can be cancelled', async () => {
    const cancelled = segmentation.heatmap('sky', { signal: AbortSignal.abort() });
    await expect(cancelled).rejects.toThrow(expect.objectContaining({ code: 'ABORTED' }));
  });

  it('exports RLE, JSON and the form of transformers.js', () => {
    for (const { index, label, segmentation: rle } of segmentation.toRle())
      expect(decodeRle(rle)).toEqual(segmentation.mask(label === 'sky' ? 0 : index));
    expect(JSON.parse(JSON.stringify(segmentation))).toEqual({
      width: 9,
      height: 8,
      labels: JSON.parse(JSON.stringify(segmentation.legend())),
    });
    const [first] = segmentation.toTransformersOutput();
    expect(first).toMatchObject({ score: null, label: 'sky', mask: { width: 9, height: 8, channels: 1 } });
    expect([...first.mask.data]).toEqual([...segmentation.mask('sky')].map((v) => v * 255));
  });

  it('lists the known labels when it is asked for another', async () => {
    expect(() => segmentation.mask('cat')).toThrow(
      /"cat" is not one of the 3 labels of this result: "sky", "dog", "grass"\./,
    );
    await expect(segmentation.scores(3)).rejects.toThrow(invalid);
    await expect(segmentation.heatmap(-1)).rejects.toThrow(invalid);
  });

  it('refuses a label map of another size', () => {
    const init = { ...size, labels: ['a'], labelMap: new Uint8Array(3), logitsOf: () => Promise.reject() };
    expect(() => new Segmentation(init)).toThrow(/72 pixels, got 3/);
  });
});
