import { answeredSet, temporaryFolder } from '@langseg/dataset-testing';
import { openDataset, type FileDataset } from '@langseg/datasets/node';
import { createSegmenter, type Segmenter } from 'langseg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { NumpyRandom } from '../episodes/numpy-random.js';
import { classQuestion } from '../run/question.js';
import { calibrateModel } from './calibrate-model.js';
import type { CalibrateOptions } from './measure-for-calibration.js';
import { drawWordLists, randomOf } from './word-lists.js';

const classes = ['sky', 'grass', 'water', 'dog', 'car', 'chair'];
let segmenter: Segmenter;
let dataset: FileDataset;
beforeAll(async () => {
  segmenter = await createSegmenter({ threads: 1 });
  const path = await temporaryFolder();
  await answeredSet(
    path,
    classes,
    9,
    async (photo) => (await segmenter.segment(photo, classes, { longestSide: 32 })).labelMap,
  );
  dataset = await openDataset({ type: 'folder', path });
});
afterAll(() => segmenter.dispose());

const calibrate = (options: Partial<CalibrateOptions> = {}) =>
  calibrateModel({ segmenter, dataset, question: classQuestion(dataset), longestSide: 32, ...options });

it('measures the photos that were held out as counting by hand does', async () => {
  const seed = 5;
  const { calibration, fitted, heldOut, before, after } = await calibrate({ seed });
  expect([fitted.photos, heldOut.photos]).toEqual([7, 2]);
  const places = new NumpyRandom(seed).shuffled([...dataset.ids.keys()]).slice(0, 2);
  for (const [other, shares] of [
    [undefined, before],
    [calibration.threshold, after],
  ] as const) {
    let [named, right, unnamed, taken, absent] = [0, 0, 0, 0, 0];
    for (const place of places) {
      const { image, mask } = await dataset.read(dataset.ids[place]);
      const shown = new Set([...mask.data].filter((value) => value !== 255));
      for (const list of drawWordLists([...shown], [...classes.keys()], randomOf(seed, place))) {
        const words = list.map((number) => classes[number]);
        const { labelMap } = await segmenter.segment(image, words, {
          longestSide: 32,
          refine: false,
          ...(other !== undefined && { other }),
        });
        mask.data.forEach((value, i) => {
          if (value === 255) return;
          const given = words.at(labelMap[i]);
          if (words.includes(classes[value])) named++;
          else unnamed++;
          if (given === classes[value]) right++;
          if (given !== undefined && !words.includes(classes[value])) taken++;
          if (given !== undefined && !shown.has(classes.indexOf(given))) absent++;
        });
      }
    }
    expect(heldOut.pixels).toBe(named + unnamed);
    expect(shares).toEqual({
      rightPixels: right / named,
      falseArea: absent / (named + unnamed),
      unnamedArea: taken / unnamed,
    });
  }
  expect(before.unnamedArea).toBe(1);
});

it('tells every place and every list apart, and repeats itself', async () => {
  const all = [...classes.keys()];
  for (const present of [[0], [1, 2], [0, 1, 2, 3, 4, 5]]) {
    const lists = drawWordLists(present, all, randomOf(0, 7));
    expect(drawWordLists(present, all, randomOf(0, 7))).toEqual(lists);
    for (const number of present) expect(lists.filter((list) => list.includes(number))).toHaveLength(1);
  }
  const drawn = all.map((place) => JSON.stringify(drawWordLists([1, 2], all, randomOf(0, place))));
  expect(new Set(drawn).size).toBeGreaterThan(3);
  expect(drawWordLists([0], [0, 1], randomOf(0, 0))).toEqual(expect.arrayContaining([[1], [0, 1]]));
});

it('tells how far it is, and stops when it is told to', async () => {
  const steps: number[] = [];
  const controller = new AbortController();
  const stopped = calibrate({
    signal: controller.signal,
    onProgress: (done) => {
      steps.push(done);
      if (done === 2) controller.abort();
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'ABORTED' });
  expect(steps).toEqual([0, 1, 2]);
});

it('leaves out the word that would take what none fits', async () => {
  const two = { ...dataset, classes: ['sky', 'other'] };
  await expect(calibrate({ question: classQuestion(two) })).rejects.toMatchObject({ code: 'LABELS_INVALID' });
});
