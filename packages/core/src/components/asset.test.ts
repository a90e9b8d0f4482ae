import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { asset, assetsIn } from './asset.js';

const schema = z.strictObject({
  graph: asset('model').default('onnx/text.onnx'),
  words: asset('file'),
  name: z.string(),
  pieces: z.array(z.strictObject({ path: asset('file').optional() })).default([]),
  tables: z.record(z.string(), asset('file')).optional(),
  either: z.union([z.number(), asset('file')]).optional(),
});

describe('assetsIn', () => {
  it('finds the files that options name, whatever they are called and wherever they are', () => {
    const options = schema.parse({
      words: 'text/words.tsv',
      name: 'text/not-a-file.tsv',
      pieces: [{ path: 'a.bin' }, {}, { path: 'b.bin' }],
      tables: { de: 'de.bin', fr: 'a.bin' },
      either: 'either.bin',
    });
    expect(assetsIn(schema, options)).toEqual([
      { path: 'onnx/text.onnx', kind: 'model' },
      ...['text/words.tsv', 'a.bin', 'b.bin', 'de.bin', 'either.bin'].map((path) => ({ path, kind: 'file' })),
    ]);
  });

  it('finds none where options name none', () => {
    expect(assetsIn(schema, { name: 'x', either: 3, unknown: 'y' })).toEqual([]);
    expect(assetsIn(schema, undefined)).toEqual([]);
  });

  it('refuses an empty path', () => {
    expect(schema.safeParse({ words: '', name: 'x' }).success).toBe(false);
  });
});
