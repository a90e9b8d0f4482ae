import { l2Normalize, tensor, type TextEncoder } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { LabelEmbeddings } from './label-embeddings.js';

const calls: (readonly string[])[] = [];
const encoder: TextEncoder = {
  specVersion: 1,
  embeddingDim: 2,
  contextLength: Infinity,
  encode: async (labels, { onWarning } = {}) => {
    calls.push(labels);
    for (const label of labels) if (label.includes('?')) onWarning?.({ label, message: `${label} is odd` });
    const data = labels.flatMap((label) => (label.startsWith('x') ? [0, 0] : [label.length, 1]));
    return l2Normalize(tensor('float32', [labels.length, 2], Float32Array.from(data)), 1);
  },
  dispose: () => Promise.resolve(),
};

describe('LabelEmbeddings', () => {
  it('encodes every label once, all together', async () => {
    const warnings: string[] = [];
    const onWarning = (message: string) => void warnings.push(message);
    const embeddings = await LabelEmbeddings.of(encoder, ['sky', 'tree?', 'sky'], { onWarning });
    expect(calls).toEqual([['sky', 'tree?']]);
    expect([embeddings.size, embeddings.dim]).toEqual([2, 2]);
    expect(embeddings.row('sky')[0]).toBeCloseTo(3 / Math.sqrt(10));
    expect(warnings).toEqual(['tree? is odd']);
    expect(() => embeddings.row('sea')).toThrow(/"sea" was not encoded/);
  });

  it('names labels of which nothing is known', async () => {
    await expect(LabelEmbeddings.of(encoder, ['sky', 'xqz', 'xyz'])).rejects.toMatchObject({
      code: 'LABELS_INVALID',
      message: expect.stringMatching(/knows no word of "xqz", "xyz"/),
    });
  });
});
