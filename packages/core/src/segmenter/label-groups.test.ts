import { describe, expect, it } from 'vitest';
import { colorParts, couplingRegularizer } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Label } from '../labels/label.js';
import type { SurenessLimits } from '../scores/reject-unsure.js';
import { Segmenter } from './segmenter.js';

/** Red, yellow, green, cyan, blue, black. */
const colours: RgbImage = {
  width: 6,
  height: 1,
  data: Uint8Array.from([255, 0, 0, 200, 190, 0, 0, 255, 0, 0, 190, 200, 0, 0, 255, 0, 0, 0]),
};

const warm: Label = { name: 'warm', children: [{ name: 'fire', words: ['red'] }, 'green'] };

async function segment(labels: readonly Label[], options = {}) {
  return new Segmenter(colorParts().parts).segment(colours, labels, options);
}

describe('labels of several words', () => {
  it('win where one of their words does, and are told apart where the tree is cut deeper', async () => {
    const result = await segment(['blue', warm]);
    expect(result.labels).toEqual(['blue', 'warm']);
    expect([...result.labelMap.subarray(0, 5)]).toEqual([1, 1, 1, 0, 0]);
    const deeper = await result.relabel(['blue', warm], { depth: 2 });
    expect(deeper.labels).toEqual(['blue', 'fire', 'green']);
    expect([...deeper.labelMap.subarray(0, 5)]).toEqual([1, 1, 2, 0, 0]);
    const rolledUp = deeper.areas()[1].pixels + deeper.areas()[2].pixels;
    expect(rolledUp).toBe(result.areas()[1].pixels);
  });

  it('take the best word or the sum of their words', async () => {
    const best = await segment(['blue', warm]);
    const sum = await segment(['blue', warm], { scoring: 'log-sum-exp' });
    const [red, green] = await Promise.all(
      ['fire', 'green'].map(async (name) => (await segment(['blue', warm], { depth: 2 })).scores(name)),
    );
    const [max, logSum] = [await best.scores('warm'), await sum.scores('warm')];
    red.forEach((value, i) => {
      expect(max[i]).toBeCloseTo(Math.max(value, green[i]), 5);
      expect(logSum[i]).toBeCloseTo(Math.log(Math.exp(value) + Math.exp(green[i])), 5);
    });
    const probability = await sum.heatmap('warm');
    const apart = await segment(['blue', warm], { depth: 2 });
    const [fire, grass] = [await apart.heatmap('fire'), await apart.heatmap('green')];
    probability.forEach((value, i) => expect(value).toBeCloseTo(fire[i] + grass[i], 5));
  });

  it('ask a regulariser that couples labels about all words at once', async () => {
    const { regularizer, seen } = couplingRegularizer();
    const result = await new Segmenter(colorParts(regularizer).parts).segment(colours, [warm, 'blue']);
    await result.relabel(['blue']);
    await result.scores('blue');
    expect(seen).toEqual([3, 1, 3]);
    expect((await result.logits({ labels: ['blue', 'warm'] })).shape).toEqual([2, 1, 6]);
  });

  it('write the same labels to every format', async () => {
    const result = await segment(['blue', warm], { other: 1 });
    expect(result.toJSON().labels.map(({ label, pixels }) => [label, pixels])).toEqual([
      ['blue', 2],
      ['warm', 3],
      ['other', 1],
    ]);
    expect(result.toRle().map(({ label }) => label)).toEqual(['blue', 'warm', 'other']);
    expect([...result.mask('other')]).toEqual([0, 0, 0, 0, 0, 1]);
  });
});

describe('other', () => {
  it('takes what lies below a logit', async () => {
    const result = await segment(['red'], { other: 5 });
    expect(result.labels).toEqual(['red', 'other']);
    expect([...result.labelMap]).toEqual([0, 0, 1, 1, 1, 1]);
    expect(result.warnings).toEqual([]);
    const [red, other] = [await result.heatmap('red'), await result.heatmap('other')];
    red.forEach((value, i) => expect(value + other[i]).toBeCloseTo(1, 5));
    expect([...(await result.scores('other'))]).toEqual(Array(6).fill(5));
  });

  it('is what the model was calibrated with', async () => {
    const calibration = { temperature: 1, threshold: 9 };
    const segmenter = new Segmenter({ ...colorParts().parts, calibration });
    const result = await segmenter.segment(colours, ['red', 'blue'], { other: 'auto' });
    expect([...result.labelMap]).toEqual([0, 2, 2, 2, 1, 2]);
  });

  it.each([
    ['auto', 'not calibrated'],
    [NaN, 'NaN'],
    ['yes', 'yes'],
    [null, 'null'],
  ])('refuses %s without knowing what it means', async (other, message) => {
    await expect(segment(['red'], { other })).rejects.toThrow(expect.objectContaining({ code: 'USAGE' }));
    await expect(segment(['red'], { other })).rejects.toThrow(message);
  });
});

describe('pixels that no label is sure of', () => {
  /** Probabilities of the labels at every pixel, of those that the softmax is over. */
  async function probabilities(labels: readonly Label[], temperature: number): Promise<number[][]> {
    const result = await segment(labels);
    const maps = await Promise.all(result.labels.map((label) => result.heatmap(label, { temperature })));
    return [...maps[0].keys()].map((pixel) => maps.map((map) => map[pixel]).sort((a, b) => b - a));
  }

  it.each<[SurenessLimits, number]>([
    [{ minScore: 0.9 }, 1],
    [{ minMargin: 0.9 }, 1],
    [{ minScore: 0.6, minMargin: 0.3 }, 4],
    [{ minScore: 1, minMargin: 0 }, 1],
    [{ minScore: 0 }, 1],
  ])('go to "other" with %j at temperature %d', async (limits, temperature) => {
    const labels = ['red', 'green', 'blue'];
    const calibration = { temperature, threshold: 0 };
    const segmenter = new Segmenter({ ...colorParts().parts, calibration });
    const result = await segmenter.segment(colours, labels, limits);
    const plain = await segment(labels);
    const sure = (await probabilities(labels, temperature)).map(
      ([first, second]) => first >= (limits.minScore ?? 0) && first - second >= (limits.minMargin ?? 0),
    );
    expect(result.labels).toEqual([...labels, 'other']);
    expect([...result.labelMap]).toEqual(sure.map((isSure, pixel) => (isSure ? plain.labelMap[pixel] : 3)));
    expect([...(await result.heatmap('other'))]).toEqual(Array(6).fill(0));
    expect([...(await result.heatmap('red'))]).toEqual([...(await plain.heatmap('red'))]);
  });

  it('go to the label that is called "other", also where it is one of several views', async () => {
    const segmenter = new Segmenter(colorParts().parts);
    const view = { windows: { size: 4, stride: 2 } };
    const result = await segmenter.segment(colours, ['other', 'red', 'green'], { minScore: 0.95, view });
    expect(result.labels).toEqual(['other', 'red', 'green']);
    expect([...result.labelMap]).toEqual([1, 0, 2, 2, 0, 0]);
  });

  it.each([
    { minScore: -0.1 },
    { minScore: 1.01 },
    { minMargin: NaN },
    { minMargin: '1' as unknown as number },
  ])('refuses %j', async (limits) => {
    await expect(segment(['red'], limits)).rejects.toThrow(expect.objectContaining({ code: 'USAGE' }));
  });
});

it('several views give the labels of several words and "other" of the views', async () => {
  const segmenter = new Segmenter(colorParts().parts);
  const options = { view: { windows: { size: 4, stride: 2 }, flip: true }, other: 1 } as const;
  const result = await segmenter.segment(colours, ['blue', warm], options);
  expect(result.labels).toEqual(['blue', 'warm', 'other']);
  expect([...result.labelMap]).toEqual([1, 1, 1, 0, 0, 2]);
  expect([...(await result.scores('other'))]).toEqual(Array(6).fill(1));
});
