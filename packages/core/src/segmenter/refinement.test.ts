import { describe, expect, it } from 'vitest';
import { colorParts } from '../__fixtures__/fake-parts.js';
import type { RgbImage } from '../interfaces/image-io.js';
import type { Refiner } from '../interfaces/refiner.js';
import type { ScoreRows } from '../interfaces/score-rows.js';
import { probabilityRows } from '../scores/softmax-rows.js';
import { Segmenter } from './segmenter.js';

/** Left column red, middle green, right blue. */
const stripes: RgbImage = {
  width: 3,
  height: 2,
  data: Uint8Array.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255]),
};

/** A refiner that gives every pixel the probabilities of the pixel to its left, so that what it did is plain to see. */
function shifting() {
  const log = { guides: 0, refined: [] as ScoreRows['kind'][], disposed: 0 };
  const refiner: Refiner = {
    specVersion: 1,
    guide: () => {
      log.guides++;
      return Promise.resolve({
        refine: (scores) => {
          log.refined.push(scores.kind);
          const rows = probabilityRows(scores);
          const { labelCount } = rows;
          return Promise.resolve({
            ...rows,
            fill(y, target) {
              rows.fill(y, target);
              target.copyWithin(labelCount, 0, target.length - labelCount);
            },
          });
        },
      });
    },
    dispose: () => {
      log.disposed++;
      return Promise.resolve();
    },
  };
  return { refiner, log };
}

describe('a refiner', () => {
  const open = () => {
    const { refiner, log } = shifting();
    return { segmenter: new Segmenter({ ...colorParts().parts, refiner }), log };
  };
  const plain = () => new Segmenter(colorParts().parts);
  const words = ['blue', 'red', 'green'];

  it('makes the label map and heatmaps, and leaves logits and scores as they are', async () => {
    const raw = await plain().segment(stripes, words);
    const refined = await open().segmenter.segment(stripes, words);
    expect([...raw.labelMap]).toEqual([1, 2, 0, 1, 2, 0]);
    expect([...refined.labelMap]).toEqual([1, 1, 2, 1, 1, 2]);
    expect(await refined.logits()).toEqual(await raw.logits());
    expect(await refined.scores('red')).toEqual(await raw.scores('red'));
    for (const temperature of [undefined, 3]) {
      const before = await raw.heatmap('red', { temperature });
      const after = await refined.heatmap('red', { temperature });
      const expected = [before[0], before[0], before[1], before[3], before[3], before[4]];
      after.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
    }
  });

  it('gives the heatmaps that are asked for, in the order of the labels', async () => {
    const result = await open().segmenter.segment(stripes, words);
    const maps = [];
    for await (const map of result.heatmaps({ labels: ['green', 'blue'] })) maps.push(map);
    expect(maps.map(({ label, index }) => [label, index])).toEqual([
      ['blue', 0],
      ['green', 2],
    ]);
    expect(maps[1].values).toEqual(await result.heatmap('green'));
  });

  it('reads the photo once, when it is first needed', async () => {
    const { segmenter, log } = open();
    const image = await segmenter.encode(stripes);
    expect(log.guides).toBe(0);
    await Promise.all([image.segment(words), image.segment(['red', 'blue'])]);
    await (await image.segment(words)).heatmap('red');
    expect(log).toMatchObject({ guides: 1, refined: ['logits', 'logits', 'logits', 'logits'] });
  });

  it('is left out with refine: false', async () => {
    const { segmenter, log } = open();
    const result = await segmenter.segment(stripes, words, { refine: false });
    const expected = await plain().segment(stripes, words);
    expect(result.labelMap).toEqual(expected.labelMap);
    expect(await result.heatmap('red')).toEqual(await expected.heatmap('red'));
    expect(log.guides).toBe(0);
    const again = await result.relabel(words);
    expect(again.labelAt(1, 0)).toBe('red');
  });

  it('lets the first of equal labels win', async () => {
    const { segmenter } = open();
    const { labelMap } = await segmenter.segment(stripes, ['blue', 'red', 'red', 'green']);
    expect([...labelMap]).toEqual([1, 1, 3, 1, 1, 3]);
  });

  it('asks again after it could not read a photo', async () => {
    const { refiner } = shifting();
    let calls = 0;
    const failing: Refiner = {
      ...refiner,
      guide: (...args) => (++calls === 1 ? Promise.reject(new Error('busy')) : refiner.guide(...args)),
    };
    const image = await new Segmenter({ ...colorParts().parts, refiner: failing }).encode(stripes);
    await expect(image.segment(words)).rejects.toThrow('busy');
    expect((await image.segment(words)).labelAt(1, 0)).toBe('red');
  });

  it('ends with the segmenter, and its results with their photo', async () => {
    const { segmenter, log } = open();
    const result = await segmenter.segment(stripes, words);
    result.image.dispose();
    await expect(result.heatmap('red')).rejects.toMatchObject({ code: 'DISPOSED' });
    await segmenter.dispose();
    expect(log.disposed).toBe(1);
  });

  it('stops when it is told to', async () => {
    const result = await open().segmenter.segment(stripes, words);
    const signal = AbortSignal.abort();
    await expect(result.heatmap('red', { signal })).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
