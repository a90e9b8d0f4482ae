import { expect, it } from 'vitest';
import { parseMediaType } from './media-type.js';
import { readRequest } from './read-request.js';
import { countWords, type SegmentRequest } from './segment-request.js';

const formats = ['rle', 'masks'].map((type) => ({
  type,
  mediaType: 'image/png',
  perLabel: type === 'masks',
}));
const limits = { formats, maxPixels: 1e6, maxLabels: 6, maxLongestSide: 512, maxComparisons: 1e6 };

async function asked(labels: unknown, fields: object = {}): Promise<SegmentRequest> {
  const body = JSON.stringify({ image: btoa('GIF89a\r\nphoto\n'), labels, ...fields });
  return (await readRequest(Buffer.from(body), parseMediaType('application/json'), limits)).wishes;
}

const seat = { name: 'seat', words: ['chair', 'sofa'] };
const furniture = { name: 'furniture', children: [seat, 'table'] };

it.each<[string, unknown]>([
  ['a list', [furniture, 'dog']],
  ['a text', 'furniture = seat | table, seat = chair | sofa, dog'],
  ['an object of names', { furniture: [{ seat: ['chair', 'sofa'] }, 'table'], dog: null }],
])('a tree of several levels comes as %s', async (_how, labels) => {
  const wishes = await asked(labels, { depth: 2, multiLabel: true });
  expect(countWords(wishes.labels)).toBe(4);
  expect(wishes).toMatchObject({ depth: 2, multiLabel: true });
  const named = (label: string, depth: number) => asked(labels, { depth, label, output: 'masks' });
  expect(await named('seat', 2)).toMatchObject({ label: 'seat' });
  expect(await named('furniture', 1)).toMatchObject({ label: 'furniture' });
  await expect(named('seat', 1)).rejects.toThrow('name one of the labels');
});

it('a form has fields for depth and several labels', async () => {
  const form = new FormData();
  form.set('image', new Blob(['GIF89a']), 'a.gif');
  form.set('labels', 'a = b | c, b = d');
  form.set('depth', '2');
  form.set('multiLabel', 'true');
  const encoded = new Response(form);
  const type = parseMediaType(encoded.headers.get('content-type')!);
  const { wishes } = await readRequest(Buffer.from(await encoded.arrayBuffer()), type, limits);
  expect(wishes).toMatchObject({ depth: 2, multiLabel: true });
});

it.each<[unknown, object, string]>([
  [[{ ...furniture, name: '' }], {}, 'labels[0]'],
  [[{ ...furniture, color: 'red' }], {}, 'color'],
  [[{ name: 'furniture', children: [] }], {}, 'labels[0]'],
  [[{ name: 'a', words: ['1', '2', '3', '4'], children: ['5', '6', '7'] }], {}, 'at most 6 words'],
  [[furniture], { depth: 0 }, 'depth'],
  [[furniture], { multiLabel: 'yes' }, 'multiLabel'],
  [{ dog: 5 }, {}, 'got number'],
  [[{ name: 'empty' }], { output: 'masks', label: 'empty' }, 'is empty'],
  [
    [
      { name: 'a', words: ['x'] },
      { name: 'b', words: ['x'] },
    ],
    { output: 'masks', label: 'a' },
    'one branch',
  ],
])('%j with %j is refused', async (labels, fields, message) => {
  await expect(asked(labels, fields)).rejects.toThrow(message);
});

it('a tree that is far too deep is refused before it is looked at', async () => {
  const levels = 20_000;
  const deep = `${'{"name":"x","children":['.repeat(levels)}"x"${']}'.repeat(levels)}`;
  const body = `{"image": "R0lGODlh", "labels": [${deep}]}`;
  await expect(readRequest(Buffer.from(body), parseMediaType('application/json'), limits)).rejects.toThrow(
    'nested more than',
  );
});
