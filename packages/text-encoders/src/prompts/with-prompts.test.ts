import { l2Normalize, tensor, type LabelWarning, type TextEncoder } from '@langseg/core';
import { expect, it, vi } from 'vitest';
import { promptTemplates } from './prompt-templates.js';
import { withPrompts } from './with-prompts.js';

/** Unit vectors that depend on every character of the prompt; warns about x. */
const encode: TextEncoder['encode'] = vi.fn<TextEncoder['encode']>(async (labels, { onWarning } = {}) => {
  for (const label of new Set(labels)) if (label.includes('x')) onWarning?.({ label, message: 'has an x' });
  const data = labels.flatMap((label) => [
    1,
    [...label].reduce((sum, char) => sum + char.charCodeAt(0), 0) / 1000,
  ]);
  return l2Normalize(tensor('float32', [labels.length, 2], Float32Array.from(data)), 1);
});
const dispose = vi.fn(async () => {});
const encoder: TextEncoder = { specVersion: 1, embeddingDim: 2, contextLength: 9, encode, dispose };

it('averages the unit embeddings of all sentences and normalises the mean', async () => {
  const wrapped = withPrompts(encoder, ['a {}', '{} and {}']);
  const labels = ['dog', '$&', 'cat'];
  const found = await wrapped.encode(labels);
  expect(encode).toHaveBeenLastCalledWith(
    ['a dog', 'dog and dog', 'a $&', '$& and $&', 'a cat', 'cat and cat'],
    expect.anything(),
  );
  const single = await encoder.encode(['a dog', 'dog and dog']);
  const sum = [single.data[0] + single.data[2], single.data[1] + single.data[3]];
  expect(found.shape).toEqual([3, 2]);
  expect(found.data[0]).toBeCloseTo(sum[0] / Math.hypot(...sum), 6);
  expect(found.data[1]).toBeCloseTo(sum[1] / Math.hypot(...sum), 6);
});

it('reports a warning once, under the label that the caller wrote', async () => {
  const warnings: LabelWarning[] = [];
  const options = { onWarning: (warning: LabelWarning) => warnings.push(warning) };
  await withPrompts(encoder, ['a {}', 'the {}']).encode(['fox', 'dog', 'ox', 'fox'], options);
  expect(warnings).toEqual([
    { label: 'fox', message: 'has an x' },
    { label: 'ox', message: 'has an x' },
  ]);
});

it('leaves sentences alone where it is told to', async () => {
  const labels = ['a red car.', 'car.', 'red car', 'Is it a dog? '];
  await withPrompts(encoder, ['the {}'], { keepSentences: true }).encode(labels);
  expect(encode).toHaveBeenLastCalledWith(
    ['a red car.', 'the car.', 'the red car', 'Is it a dog? '],
    expect.anything(),
  );
});

it('puts nothing around a label of which nothing is left', async () => {
  const warnings: LabelWarning[] = [];
  const wrapped = withPrompts(encoder, ['a {}'], { isEmpty: (label) => label.trim() === '' });
  const { data } = await wrapped.encode([' ', 'dog', ' '], {
    onWarning: (warning) => warnings.push(warning),
  });
  expect([...data.slice(0, 2), ...data.slice(4)]).toEqual([0, 0, 0, 0]);
  expect(warnings).toEqual([{ label: ' ', message: expect.stringMatching(/Nothing is left/) as string }]);
  await expect(wrapped.encode([' '])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
});

it('has templates of its own, all with a place for the label', () => {
  expect(() => withPrompts(encoder)).not.toThrow();
  expect(new Set(promptTemplates).size).toBe(promptTemplates.length);
});

it.each([[[]], [['a photo']]])('refuses the templates %j', (templates) => {
  expect(() => withPrompts(encoder, templates)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
});

it('passes dispose and sizes on', async () => {
  const wrapped = withPrompts(encoder);
  expect([wrapped.embeddingDim, wrapped.contextLength]).toEqual([2, 9]);
  await wrapped.dispose();
  expect(dispose).toHaveBeenCalledOnce();
});
