import type { LabelWarning } from '@langseg/core';
import { expect, it } from 'vitest';
import { createWordVectorsEncoder } from './word-vectors-encoder.js';
import type { WordTable } from './word-table.js';

const table: WordTable = {
  dim: 2,
  words: ['dog', 'potted', 'plant'],
  rows: Int8Array.of(100, 0, 0, 100, 60, 80),
  scales: Float32Array.of(0.01, 0.01, 0.01),
  mean: Float32Array.of(0.2, 0.1),
};
const encoder = createWordVectorsEncoder(table, { aliases: { PottedPlant: 'Potted plant' } });

const unit = (x: number, y: number): number[] => [x / Math.hypot(x, y), y / Math.hypot(x, y)];

it('returns the centred mean of unit word vectors, normalised', async () => {
  const { shape, data } = await encoder.encode(['dog', 'pottedplant', 'dog dog plant']);
  expect(shape).toEqual([3, 2]);
  const expected = [...unit(0.8, -0.1), ...unit(0.3 - 0.2, 0.9 - 0.1), ...unit(2.6 / 3 - 0.2, 0.8 / 3 - 0.1)];
  expected.forEach((value, i) => expect(data[i]).toBeCloseTo(value, 6));
});

it('warns once for a label that it knows in part or not at all, and gives the latter a zero row', async () => {
  const warnings: LabelWarning[] = [];
  const labels = ['xyzzy', 'dog', 'blue dog', 'dogs', 'xyzzy'];
  const { data } = await encoder.encode(labels, { onWarning: (warning) => warnings.push(warning) });
  expect(warnings).toEqual([
    { label: 'xyzzy', message: '"xyzzy" has no known word, so it can\'t be recognised.' },
    { label: 'blue dog', message: '"blue dog": "blue" is unknown and was left out.' },
    { label: 'dogs', message: '"dogs": "dogs" was read as "dog".' },
  ]);
  expect([...data.subarray(0, 2), ...data.subarray(8)]).toEqual([0, 0, 0, 0]);
  expect(data.subarray(4, 6)).toEqual(data.subarray(2, 4));
});

it('keeps its messages short, however many words are unknown', async () => {
  const messages: string[] = [];
  const label = `dog ${Array.from({ length: 300 }, (_, i) => 'z'.repeat(i + 1)).join(' ')}`;
  await encoder.encode([label], { onWarning: ({ message }) => messages.push(message) });
  expect(messages).toEqual([expect.stringMatching(/^"dog z zz.*…": "z" is unknown.*; 295 more words are/)]);
  expect(messages[0].length).toBeLessThan(400);
});

it('fails only when no label of the set can be read', async () => {
  await expect(encoder.encode(['xyzzy', ''])).rejects.toMatchObject({
    code: 'LABELS_INVALID',
    message: expect.stringContaining('"xyzzy", ""') as string,
  });
  expect((await encoder.encode([])).shape).toEqual([0, 2]);
});

it('says what may have been meant even when nothing can be read', async () => {
  const messages: string[] = [];
  const encoding = encoder.encode(['plannt'], { onWarning: ({ message }) => messages.push(message) });
  await expect(encoding).rejects.toMatchObject({ code: 'LABELS_INVALID' });
  expect(messages).toEqual([expect.stringContaining('Did you mean "plant"?')]);
});

it('stops when it was aborted or disposed', async () => {
  await expect(encoder.encode(['dog'], { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'ABORTED',
  });
  const other = createWordVectorsEncoder(table);
  await other.dispose();
  await other.dispose();
  await expect(other.encode(['dog'])).rejects.toMatchObject({ code: 'DISPOSED' });
});

it('knows the nearest of its words to a vector', async () => {
  const { data } = await encoder.encode(['dog', 'plant', 'potted']);
  const { vocabulary } = encoder;
  expect(vocabulary?.words).toBe(table.words);
  for (const [row, word] of ['dog', 'plant', 'potted'].entries()) {
    const vector = data.subarray(2 * row, 2 * row + 2).map((value) => 3 * value);
    const [first, second, ...others] = vocabulary!.nearest(vector, 2);
    expect(others).toEqual([]);
    expect(first.word).toBe(word);
    expect(first.similarity).toBeCloseTo(1, 6);
    const [x, y] = (await encoder.encode([second.word])).data;
    expect(second.similarity).toBeCloseTo((x * vector[0] + y * vector[1]) / 3, 6);
  }
  expect(vocabulary?.nearest(Float32Array.of(0, 0), 2)).toEqual([]);
  expect(vocabulary?.nearest(Float32Array.of(1, 0), 9)).toHaveLength(3);
});
