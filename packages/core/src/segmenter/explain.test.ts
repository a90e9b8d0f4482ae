import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Refiner } from '../interfaces/refiner.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import { Segmenter, type SegmenterInit } from './segmenter.js';

/** Red, orange, green, blue. */
const photo: RgbImage = {
  width: 4,
  height: 1,
  data: Uint8Array.from([255, 0, 0, 255, 128, 0, 0, 255, 0, 0, 0, 255]),
};

/** Gives every pixel of a row the mean probabilities of the row. */
const blurring: Refiner = {
  specVersion: 1,
  guide: async () => ({
    refine: async (scores) => {
      const rows = probabilityRows(scores);
      return {
        ...rows,
        fill(y, target) {
          rows.fill(y, target);
          const { width, labelCount } = rows;
          for (let n = 0; n < labelCount; n++) {
            let sum = 0;
            for (let x = 0; x < width; x++) sum += target[x * labelCount + n];
            for (let x = 0; x < width; x++) target[x * labelCount + n] = sum / width;
          }
        },
      };
    },
  }),
  dispose: () => Promise.resolve(),
};

function segmenter(init: Partial<SegmenterInit> = {}): Segmenter {
  return new Segmenter({ ...colorParts().parts, ...init });
}

describe('explain', () => {
  it('ranks the labels at a pixel by what the label map compares', async () => {
    const result = await segmenter().segment(photo, ['blue', 'green', 'red']);
    const explained = await result.explain(1, 0);
    const [red, green, blue] = [
      10 / Math.hypot(1, 128 / 255),
      (10 * 128) / 255 / Math.hypot(1, 128 / 255),
      0,
    ];
    expect(explained).toMatchObject({ x: 1, y: 0, label: 'red', index: 2, otherwise: 'green' });
    expect(explained.ranking.map(({ label, index }) => [label, index])).toEqual([
      ['red', 2],
      ['green', 1],
      ['blue', 0],
    ]);
    [red, green, blue].forEach((score, place) => {
      expect(explained.ranking[place].score).toBeCloseTo(score, 4);
      expect(explained.ranking[place].similarity).toBeCloseTo(score / 10, 4);
    });
    expect(explained.margin).toBeCloseTo(red - green, 4);
    for (const { label, probability } of explained.ranking)
      expect(probability).toBeCloseTo((await result.heatmap(label))[1], 5);
    expect(explained).not.toHaveProperty('nearest');
    expect((await result.explain(1, 0, { top: 1 })).ranking).toHaveLength(1);
  });

  it('knows which word of a label fits, and what is not sure enough', async () => {
    const calibration = { temperature: 5, threshold: 1 };
    const warm = { name: 'warm', words: ['green', 'red'] };
    const result = await segmenter({ calibration }).segment(photo, [warm, 'blue'], { minScore: 0.99 });
    const explained = await result.explain(1, 0);
    expect(explained).toMatchObject({ label: 'other', otherwise: 'warm' });
    expect(explained.ranking[0]).toMatchObject({ label: 'warm', word: 'red' });
    expect(explained.ranking[0].probability).toBeCloseTo(1 / (1 + Math.exp(-explained.margin! / 5)), 5);
    expect(explained.ranking[1]).not.toHaveProperty('word');
    const [other] = explained.ranking.slice(2);
    expect(other).toMatchObject({ label: 'other', probability: 0 });
    expect(other).not.toHaveProperty('similarity');
  });

  it('names near words of the vocabulary or of a list', async () => {
    const { textEncoder } = colorParts().parts;
    const vocabulary = {
      words: ['tomato'],
      nearest: (vector: Float32Array, count: number) => [{ word: `${count}`, similarity: vector[0] }],
    };
    const result = await segmenter({ textEncoder: { ...textEncoder, vocabulary } }).segment(photo, [
      'red',
      'blue',
    ]);
    expect((await result.explain(0, 0)).nearest).toEqual([{ word: '5', similarity: 1 }]);
    expect((await result.explain(3, 0, { words: ['green', 'blue', 'blue'], nearest: 9 })).nearest).toEqual([
      { word: 'blue', similarity: 1 },
      { word: 'green', similarity: 0 },
    ]);
    expect((await result.explain(3, 0, { words: [] })).nearest).toEqual([]);
  });

  it('is right where several views were fused', async () => {
    const view = { windows: { size: 2, stride: 1 }, flip: true, fuse: 'mean-softmax' } as const;
    const image = await segmenter().encode(photo, { view });
    const result = await image.segment(['blue', 'red', 'green']);
    for (const [x, word] of ['red', 'red', 'green', 'blue'].entries()) {
      const { label, ranking, nearest } = await result.explain(x, 0, { words: ['red', 'green', 'blue'] });
      expect([label, ranking[0].label, nearest![0].word]).toEqual([word, word, word]);
      for (const { label: name, probability } of ranking)
        expect(probability).toBeCloseTo((await result.heatmap(name))[x], 5);
    }
  });

  it('counts a label that is repeated once, as heatmaps do, with or without a refiner', async () => {
    for (const refiner of [undefined, blurring]) {
      const { parts } = colorParts();
      const result = await new Segmenter({ ...parts, refiner }).segment(photo, ['red', 'green', 'red']);
      const { ranking } = await result.explain(1, 0);
      expect(ranking.map(({ label, index }) => [label, index])).toEqual([
        ['red', 0],
        ['green', 1],
      ]);
      const sums = new Float32Array(4);
      for await (const { label, index, values } of result.heatmaps()) {
        expect(values[1]).toBeCloseTo(ranking.find((entry) => entry.label === label)!.probability, 5);
        expect(index).toBeLessThan(2);
        values.forEach((value, i) => (sums[i] += value));
      }
      sums.forEach((sum) => expect(sum).toBeCloseTo(1, 5));
      expect(await result.heatmap(2)).toEqual(await result.heatmap(0));
    }
  });

  it('reads what a refiner made of the scores, and the words of a branch', async () => {
    const tree = [{ name: 'warm', children: [{ name: 'fire', words: ['red'] }, 'green'] }, 'blue'];
    const result = await segmenter({ refiner: blurring }).segment(photo, tree, { other: 1 });
    // Of the four pixels three are warm, and the refiner gives all of them the mean.
    const explained = await result.explain(3, 0);
    expect(explained).toMatchObject({ label: 'warm', otherwise: 'blue' });
    expect(explained.ranking.map(({ label }) => label)).toEqual(['warm', 'blue', 'other']);
    for (const { label, probability, score } of explained.ranking) {
      expect(probability).toBeCloseTo((await result.heatmap(label))[3], 5);
      expect(score).toBeCloseTo(Math.log(probability), 4);
    }
    // Similarities are those of the pixel itself.
    expect(explained.ranking.map(({ similarity }) => similarity)).toEqual([0, 1, undefined]);
    const apart = await result.relabel(tree, { depth: 2, other: 1 });
    expect((await apart.explain(0, 0)).ranking.map(({ label }) => label)).toContain('fire');
  });

  it('has a single label to tell of', async () => {
    const explained = await (await segmenter().segment(photo, ['red'])).explain(3, 0);
    expect(explained.ranking).toEqual([{ label: 'red', index: 0, score: 0, probability: 1, similarity: 0 }]);
    expect(explained).not.toHaveProperty('margin');
    expect(explained).not.toHaveProperty('otherwise');
  });

  it.each([
    [-1, 0],
    [4, 0],
    [0, 1],
    [0.5, 0],
    [NaN, 0],
  ])('refuses (%d, %d)', async (x, y) => {
    const result = await segmenter().segment(photo, ['red', 'blue']);
    await expect(result.explain(x, y)).rejects.toThrow(expect.objectContaining({ code: 'SHAPE_MISMATCH' }));
  });

  it('needs the photo', async () => {
    const result = await segmenter().segment(photo, ['red', 'blue']);
    result.image.dispose();
    await expect(result.explain(0, 0)).rejects.toThrow(expect.objectContaining({ code: 'DISPOSED' }));
  });
});
