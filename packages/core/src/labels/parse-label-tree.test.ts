import { describe, expect, it } from 'vitest';
import { createLabelSet } from './label-set.js';
import { labelsFromJson } from './labels-from-json.js';
import { parseLabelTree } from './parse-label-tree.js';
import { parseLabels } from './parse-labels.js';

describe('labels as text', () => {
  it.each(['sky, grass', 'a|b, "c = d", "e, f"', '', ' ,x\n\ny', '"a = b | c"'])(
    '%j is read as ever',
    (text) => {
      expect(parseLabelTree(text)).toEqual(parseLabels(text));
    },
  );

  it.each([
    [
      'furniture = sofa | chair|shelf , dog',
      [{ name: 'furniture', words: ['sofa', 'chair', 'shelf'] }, 'dog'],
    ],
    ['cat = cat | kitten | cat\nsky', [{ name: 'cat', words: ['cat', 'kitten'] }, 'sky']],
    ['a = b |, c', [{ name: 'a', words: ['b'] }, 'c']],
    [
      'seat = chair, all = seat | lamp, "x = y"',
      [{ name: 'all', words: ['lamp'], children: [{ name: 'seat', words: ['chair'] }] }, 'x = y'],
    ],
  ])('%j is %j', (text, labels) => {
    expect(parseLabelTree(text).labels).toEqual(labels);
    expect(createLabelSet(parseLabelTree(text).labels).labels).toHaveLength(labels.length);
  });

  it.each([
    ['a =', 'The group "a" is empty'],
    ['a = | ,b', 'The group "a" is empty'],
    ['= b', 'no name before "="'],
    ['a = b = c', 'The words of the group "a" have a "="'],
    ['a = "b"', 'double quote'],
    ['a = b, a = c', 'given twice'],
    ['a = b, b = a', '"a" > "b" > "a"'],
    ['x, a = b | c, b = d, d = e | a', 'contains itself'],
    ['a = "b, c"', 'double quote'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseLabelTree(text)).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
    expect(() => parseLabelTree(text)).toThrow(message);
  });

  it('a group is in one branch only: the number of ways to a word could grow with every line', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `a${i} = a${i + 1} | b${i}, b${i} = a${i + 1}`);
    expect(() => parseLabelTree(`${lines.join()}, a30 = chair`)).toThrow(
      'The group "a1" is in "a0" and in "b0"',
    );
  });

  it.each<[string, (i: number) => string, string]>([
    ['one in the other', (i) => `g${i} = g${i + 1}`, 'nested 32 deep'],
    ['in a circle', (i) => `g${i} = g${(i + 1) % 50_000}`, 'contains itself'],
  ])('50,000 groups %s are refused in time', (_, group, message) => {
    const text = `${Array.from({ length: 50_000 }, (_, i) => group(i)).join()}, g50000 = x`;
    const start = process.cpuUsage();
    expect(() => parseLabelTree(text)).toThrow(message);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5);
  });
});

describe('labels as JSON', () => {
  it.each<[unknown, unknown]>([
    [
      ['sky', { name: 'seat', words: ['chair'] }],
      ['sky', { name: 'seat', words: ['chair'] }],
    ],
    [
      { furniture: { seat: ['chair', 'sofa'], table: 'desk' }, dog: null },
      [
        {
          name: 'furniture',
          children: [
            { name: 'seat', words: ['chair', 'sofa'] },
            { name: 'table', words: ['desk'] },
          ],
        },
        'dog',
      ],
    ],
    [{ a: ['b', { c: ['d'] }] }, [{ name: 'a', children: ['b', { name: 'c', words: ['d'] }] }]],
    [[{ name: ['a label called name'] }], [{ name: 'name', words: ['a label called name'] }]],
  ])('%j is %j', (json, labels) => expect(labelsFromJson(json)).toEqual(labels));

  it.each([3, null, 'sky', { a: 3 }, [3], { a: true }, [[3]]])('%j is refused', (json) => {
    expect(() => labelsFromJson(json)).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
  });

  it('nested too deep is refused', () => {
    let json: unknown = ['x'];
    for (let level = 0; level < 100; level++) json = [json];
    expect(() => labelsFromJson(json)).toThrow('nested 32 deep');
  });
});
