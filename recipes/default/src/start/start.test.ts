import { tensor } from '@langseg/core';
import { expect, it } from 'vitest';
import { classEmbeddings } from './class-embeddings.js';

it('puts the embeddings of classes into columns, and nothing where a class has no label', async () => {
  const rows: Readonly<Record<string, readonly number[]>> = { cat: [1, 0], dog: [0.6, 0.8] };
  const encode = (labels: readonly string[]) =>
    Promise.resolve(
      tensor('float32', [labels.length, 2], Float32Array.from(labels.flatMap((label) => rows[label]))),
    );
  const { shape, data } = await classEmbeddings({ encode }, [undefined, 'cat', 'dog'], 10);
  expect(shape).toEqual([2, 3, 1, 1]);
  expect([...data]).toEqual([0, 10, 6, 0, 0, 8].map(Math.fround));
});
