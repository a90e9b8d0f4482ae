import { describe, expect, it } from 'vitest';
import { readJson } from '../__fixtures__/read-fixture.js';
import { ade20kLabels } from './ade20k-labels.js';
import { createLabelSet } from './label-set.js';
import { parseAde20kLabels } from './parse-ade20k-labels.js';
import { parseLabels } from './parse-labels.js';
import { pascalVocLabels } from './pascal-voc-labels.js';

const invalid = expect.objectContaining({ code: 'LABELS_INVALID' });

describe('createLabelSet', () => {
  it('keeps the order and finds equal labels', () => {
    const set = createLabelSet(['sky', 'dog', 'sky', 'Dog', 'dog', 'sky']);
    expect(set.labels).toEqual(['sky', 'dog', 'sky', 'Dog', 'dog', 'sky']);
    expect(set.unique).toEqual(['sky', 'dog', 'Dog']);
    expect(set.uniqueIndex).toEqual([0, 1, 0, 2, 1, 0]);
    expect(set.duplicates).toEqual(['sky', 'dog']);
    expect(set.warnings.map(({ label }) => label)).toEqual(['sky', 'dog']);
  });

  it('allows any script and length, and reports blank labels', () => {
    const labels = ['空', 'x'.repeat(1000), '', ' \n', '🐕', '__proto__'];
    const set = createLabelSet(labels);
    expect(set.unique).toEqual(labels);
    expect(set.warnings.map(({ label }) => label)).toEqual(['', ' \n']);
  });

  it('does not follow later changes of the array it was given', () => {
    const labels = ['a', 'b'];
    const set = createLabelSet(labels);
    labels.push('c');
    expect(set.labels).toEqual(['a', 'b']);
  });

  it('takes as many labels as a 16-bit map has room for', () => {
    const labels = Array.from({ length: 65_536 }, (_, i) => `${i}`);
    expect(createLabelSet(labels.slice(1)).unique).toHaveLength(65_535);
    expect(() => createLabelSet(labels)).toThrow(/65536. Split the list/);
  });

  it.each([[[]], ['sky,grass'], [undefined], [['sky', 3]], [[null]]])('refuses %j', (labels) => {
    expect(() => createLabelSet(labels as unknown as string[])).toThrow(invalid);
  });
});

describe('parseLabels', () => {
  it.each<[string, string[], number]>([
    ['sky,grass, dog ,other', ['sky', 'grass', 'dog', 'other'], 0],
    ['sky\r\ngrass\n\n  dog\n', ['sky', 'grass', 'dog'], 1],
    ['a,,b, ', ['a', 'b'], 2],
    ['"traffic light, red", 5" pipe', ['traffic light, red', '5" pipe'], 0],
    ['"say ""hi""","two\nlines"', ['say "hi"', 'two\nlines'], 0],
    ['\uFEFFsky', ['sky'], 0],
    ['a,\n\n"b" ,', ['a', 'b'], 3],
    ['""', [], 1],
    ['', [], 0],
    [' \n ', [], 0],
  ])('%j', (text, labels, dropped) => {
    expect(parseLabels(text)).toEqual({ labels, dropped });
  });

  it.each(['"sky, grass', 'a, "b" c'])('refuses the open quote of %j', (text) => {
    expect(() => parseLabels(text)).toThrow(invalid);
  });

  const million = (unit: string): string => unit.repeat(1_000_000 / unit.length);

  // What takes the square of 1 MB takes an hour.
  it.each(['\n', '\r', ' ', '\t', ',', '"', '""', '" ', 'x', 'x\n', ' \n', '",', '\u0301', '草', '🐕'])(
    'reads a megabyte of %j in linear time',
    (unit) => {
      const start = performance.now();
      for (const text of [million(unit), `${million(unit)}x`, `"${million(unit)}`, `"${million(unit)}"`])
        try {
          parseLabels(text);
        } catch (error) {
          expect(error).toEqual(invalid);
        }
      expect(performance.now() - start).toBeLessThan(5000);
    },
  );
});

describe('label lists', () => {
  it('holds the names of ADE20K that the official code reads', () => {
    expect(ade20kLabels).toEqual(readJson<{ ade20k: string[] }>('labels.json').ade20k);
  });

  it('reads the official file format', () => {
    const csv = [
      'Idx,Ratio,Train,Val,Stuff,Name',
      '1,0.1576,11664,1172,1,wall',
      '2,0.1072,6046,612,1,building;edifice',
      '9,0.0180,5000,500,0,windowpane;window ',
    ].join('\r\n');
    expect(parseAde20kLabels(`${csv}\r\n`)).toEqual(['wall', 'building', 'windowpane']);
  });

  it('holds the 21 classes of PASCAL VOC', () => {
    expect(pascalVocLabels).toHaveLength(21);
    expect([pascalVocLabels[0], pascalVocLabels[11], pascalVocLabels[20]]).toEqual([
      'background',
      'diningtable',
      'tvmonitor',
    ]);
  });
});
