import { asset, createRegistry, defineComponent } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { MemoryBundle } from '../__fixtures__/memory-bundle.js';
import { textPartOf } from './text-part.js';

const odd = defineComponent({
  specVersion: 1,
  slot: 'textEncoder',
  type: 'odd',
  configSchema: z.strictObject({
    weights: asset('model'),
    'word-list': asset('file').default('words/list.txt'),
    languages: z.array(z.strictObject({ code: z.string(), table: asset('file') })),
    spare: z.strictObject({ table: asset('file') }).optional(),
    note: z.string(),
  }),
  create: () => Promise.reject(new Error('never opened')),
});

it('takes every file along that a config names, whatever its options are called and however deep they are', async () => {
  const g = new GraphBuilder('odd');
  g.output('y', g.op('Relu', [g.input('x', 'float32', [2])]), 'float32', [2]);
  const textEncoder = {
    type: 'odd',
    weights: 'odd/encoder.onnx',
    languages: [
      { code: 'de', table: 'words/de.bin' },
      { code: 'fr', table: 'words/fr.bin' },
    ],
    note: 'words/unnamed.bin',
  };
  const source = new MemoryBundle();
  const config = { formatVersion: 1, name: 'odd', files: {}, pipeline: { textEncoder } };
  source.files.set('config.json', new TextEncoder().encode(JSON.stringify(config)));
  const names = ['words/list.txt', 'words/de.bin', 'words/fr.bin', 'words/unnamed.bin'];
  for (const name of names) source.files.set(name, new TextEncoder().encode(name));
  source.files.set('odd/encoder.onnx', (await encodeModel(g.build())).model);

  const part = await textPartOf(source, createRegistry([odd]));
  expect(part.component).toEqual({ ...textEncoder, 'word-list': 'words/list.txt' });
  expect([...part.graphs.keys()]).toEqual(['odd/encoder.onnx']);
  expect([...part.files.keys()].sort()).toEqual(['words/de.bin', 'words/fr.bin', 'words/list.txt']);
  expect(new TextDecoder().decode(part.files.get('words/fr.bin'))).toBe('words/fr.bin');
});
