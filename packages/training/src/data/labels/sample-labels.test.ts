import { describe, expect, it } from 'vitest';
import { createRandom } from '../../random/create-random.js';
import { checkLabelOptions } from './check-label-options.js';
import { labelOptions, type LabelOptions } from './label-options.js';
import { remapTargets, sampleLabels } from './sample-labels.js';
import { unusedKeys } from './unused-keys.js';

const classes = ['background', 'aeroplane', 'cat', 'dog', 'sofa', 'couch', 'screen', 'screen', null];
const classList = { classes, ignoreValue: 255 };
const shows =
  (...values: number[]) =>
  (value: number) =>
    values.includes(value);
const sample = (options: LabelOptions, shown: number[] = [0, 2], seed = 1) =>
  sampleLabels(classList, shows(...shown), options, createRandom(seed));

describe('sampleLabels', () => {
  it('offers all classes in their order, classes with one word as one label', () => {
    const { labels, weights, indices } = sample({ shuffle: false });
    expect(labels).toEqual(['background', 'aeroplane', 'cat', 'dog', 'sofa', 'couch', 'screen']);
    expect(weights).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect([...indices]).toEqual([0, 1, 2, 3, 4, 5, 6, 6, -1]);
  });

  it('keeps duplicates as the official code when it is asked to', () => {
    const { labels, indices } = sample({ shuffle: false, duplicates: 'keep' });
    expect(labels.slice(-2)).toEqual(['screen', 'screen']);
    expect([...indices.slice(-3)]).toEqual([6, 7, -1]);
  });

  it('renames, ignores and weighs classes', () => {
    const { labels, weights, indices } = sample({
      shuffle: false,
      names: { background: 'other', aeroplane: 'airplane', couch: 'sofa' },
      ignore: ['dog', 'screen'],
      weights: { background: 0.3, couch: 5 },
    });
    expect(labels).toEqual(['other', 'airplane', 'cat', 'sofa']);
    expect(weights).toEqual([0.3, 1, 1, 1]);
    expect([...indices]).toEqual([0, 1, 2, -1, 3, 3, -1, -1, -1]);
  });

  it('always offers what is shown, and some of the others', () => {
    const offered = new Set<string>();
    for (let seed = 0; seed < 50; seed++) {
      const { labels } = sample({ absent: 2, always: ['background'] }, [2, 7], seed);
      expect(labels).toHaveLength(5);
      expect(labels).toEqual(expect.arrayContaining(['background', 'cat', 'screen']));
      labels.forEach((label) => offered.add(label));
    }
    expect(offered.size).toBe(7);
    expect(sample({ absent: 0 }, [3]).labels).toEqual(['dog']);
    expect(sample({ absent: 99 }, [3]).labels).toHaveLength(7);
    const counts = new Set(
      Array.from({ length: 40 }, (_, seed) => sample({ absent: [1, 3] }, [3], seed).labels.length),
    );
    expect([...counts].sort()).toEqual([2, 3, 4]);
  });

  it('offers no more labels than fit, and leaves out what is shown only if it must', () => {
    for (let seed = 0; seed < 30; seed++) {
      const few = sample({ most: 3, always: ['background'] }, [2, 7], seed);
      expect(few.labels.toSorted()).toEqual(['background', 'cat', 'screen']);
      const fewer = sample({ most: 2, always: ['background'] }, [1, 2, 3], seed);
      expect(fewer.labels).toHaveLength(2);
      expect([...fewer.indices.slice(1, 4)].filter((index) => index >= 0)).toHaveLength(1);
      expect(sample({ most: 4, absent: 9 }, [3], seed).labels).toHaveLength(4);
    }
    expect(sample({ most: 7, shuffle: false }).labels).toEqual(sample({ shuffle: false }).labels);
  });

  it('puts everything that a broader word fits under it', () => {
    const options: LabelOptions = {
      shuffle: false,
      broader: { cat: ['animal'], dog: ['animal'], aeroplane: ['vehicle'] },
    };
    expect(sample({ ...options, broaderProbability: 0 }).labels).toContain('cat');
    const { labels, indices } = sample({ ...options, broaderProbability: 1, weights: { cat: 2 } });
    expect(labels).toEqual(['background', 'vehicle', 'animal', 'sofa', 'couch', 'screen']);
    expect([...indices]).toEqual([0, 1, 2, 2, 3, 4, 5, 5, -1]);
    const lists = new Set<string>();
    for (let seed = 0; seed < 60; seed++)
      lists.add(
        sample({ ...options, ignore: ['aeroplane'], broaderProbability: 0.5 }, [2], seed).labels.join(),
      );
    expect(lists).toEqual(
      new Set(['background,animal,sofa,couch,screen', 'background,cat,dog,sofa,couch,screen']),
    );
  });

  it('never leaves a label beside a word that fits it', () => {
    const broader = { cat: ['feline', 'animal'], dog: ['animal', 'pet'], sofa: ['couch', 'seat'] };
    const lists = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const { labels } = sample({ broader, broaderProbability: 0.6, ignore: ['screen'] }, [2], seed);
      if (labels.includes('animal'))
        for (const word of ['cat', 'dog', 'pet']) expect(labels).not.toContain(word);
      expect(new Set(labels).size).toBe(labels.length);
      lists.add(labels.toSorted().join());
    }
    expect(lists).toContain('aeroplane,animal,background,couch');
    expect(lists).toContain('aeroplane,background,couch,feline,pet,seat');
  });

  it('shuffles, and moves the indices along', () => {
    const orders = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const { labels, indices } = sample({}, [0], seed);
      orders.add(labels.join());
      classes.forEach((name, value) => name !== null && expect(labels[indices[value]]).toBe(name));
    }
    expect(orders.size).toBe(20);
  });

  it('never gives two labels the same word', () => {
    const options: LabelOptions = {
      synonyms: {
        sofa: ['couch', 'settee'],
        couch: ['settee', 'sofa'],
        cat: ['animal', 'dog'],
        dog: ['animal', 'hound'],
      },
      synonymProbability: 1,
    };
    const words = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      const { labels } = sample(options, [0], seed);
      expect(new Set(labels).size).toBe(labels.length);
      labels.forEach((label) => words.add(label));
    }
    expect(words).toEqual(
      new Set([
        'background',
        'aeroplane',
        'cat',
        'dog',
        'sofa',
        'couch',
        'screen',
        'settee',
        'animal',
        'hound',
      ]),
    );
  });

  it('uses synonyms as often as it is told', () => {
    const count = (synonymProbability: number) =>
      Array.from({ length: 200 }, (_, seed) =>
        sample({ synonyms: { cat: ['kitty'] }, synonymProbability }, [2], seed).labels.includes('kitty'),
      ).filter(Boolean).length;
    expect(count(0)).toBe(0);
    expect(count(1)).toBe(200);
    expect(Math.abs(count(0.25) - 50)).toBeLessThan(25);
  });

  it('takes an ignored value out even where it has a class', () => {
    const { labels, indices } = sampleLabels(
      { classes: ['void', 'cat'], ignoreValue: 0 },
      shows(1),
      {},
      createRandom(1),
    );
    expect(labels).toEqual(['cat']);
    expect([...indices]).toEqual([-1, 0]);
  });

  it('is the same for the same random numbers', () => {
    const options: LabelOptions = { absent: 3, synonyms: { cat: ['kitty', 'feline'] } };
    expect(sample(options, [2], 7)).toEqual(sample(options, [2], 7));
  });
});

describe('remapTargets', () => {
  it('replaces values and ignores those without a label', () => {
    expect([...remapTargets(Uint8Array.of(0, 1, 2, 255), Int32Array.of(5, -1, 0))]).toEqual([5, -1, 0, -1]);
    expect([...remapTargets(Uint16Array.of(1, 65_535), Int32Array.of(5, 3))]).toEqual([3, -1]);
  });
});

describe('checkLabelOptions', () => {
  const dataset = { ...classList, name: 'pets' };
  const check = (options: LabelOptions) => () => checkLabelOptions([{ dataset, options }]);

  it('accepts what some data set has', () => {
    const options: LabelOptions = {
      names: { cat: 'kitty', zebra: 'striped horse' },
      synonyms: { kitty: ['cat'], pond: ['pool'] },
    };
    const zoo = { classes: ['zebra'], ignoreValue: 255, name: 'zoo' };
    expect(() =>
      checkLabelOptions([
        { dataset, options },
        { dataset: zoo, options },
      ]),
    ).not.toThrow();
  });

  it.each<[LabelOptions, RegExp]>([
    [{ names: { kat: 'cat' } }, /"names" names "kat".*background, aeroplane/],
    [{ ignore: ['sky'] }, /"ignore" names "sky"/],
    [{ always: ['sky'] }, /"always"/],
    [{ weights: { other: 0.3 } }, /"weights"/],
    [{ ignore: classes.filter((name) => name !== null) }, /pets is ignored/],
  ])('refuses %j', (options, message) => {
    expect(check(options)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(check(options)).toThrow(message);
  });
});

describe('labelOptions', () => {
  it.each([
    { absent: -1 },
    { absent: [3, 1] },
    { synonyms: { cat: [] } },
    { synonymProbability: 2 },
    { broader: { cat: [] } },
    { broaderProbability: -1 },
    { most: 0 },
    { weights: { cat: -1 } },
    { duplicates: 'drop' },
    { shufle: true },
  ])('refuses %j', (options) => {
    expect(labelOptions.safeParse(options).success).toBe(false);
  });
});

describe('unusedKeys', () => {
  const dataset = { classes: ['road', 'pavement', 'car'], ignoreValue: 255, name: 'street' };
  const unused = (options: LabelOptions) => unusedKeys([{ dataset, options }]);

  it('names misspelt words and those that were renamed', () => {
    expect(unused({ synonyms: { car: ['auto'] }, broader: { road: ['way'] } })).toEqual([]);
    expect(
      unused({
        names: { pavement: 'sidewalk' },
        synonyms: { pavement: ['footpath'], carr: ['auto'], sofa: ['couch'] },
        broader: { raod: ['way'] },
      }),
    ).toEqual([
      'The label option "synonyms" has entries for words that no data set offers: "pavement" (did you mean "sidewalk"?), "carr" (did you mean "car"?), "sofa".',
      'The label option "broader" has entries for words that no data set offers: "raod" (did you mean "road"?).',
    ]);
  });
});
