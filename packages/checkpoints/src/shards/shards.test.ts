import { sourceOf, tensor } from '@langseg/core';
import { describe, expect, test } from 'vitest';
import { dict, floats, tensor as pickledTensor, torchZip } from '../__fixtures__/assemble.js';
import { bytesSource } from '../bytes/byte-source.js';
import { writeSafetensors } from '../safetensors/write-safetensors.js';
import { openCheckpointIn } from './open-checkpoint-in.js';

async function safetensors(...names: string[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeSafetensors(names.map((name) => [name, sourceOf(tensor('float32', [1]))])))
    chunks.push(chunk);
  return Buffer.concat(chunks);
}

const index = (map: unknown) => Buffer.from(JSON.stringify({ metadata: { total_size: 8 }, weight_map: map }));

function open(files: Readonly<Record<string, Uint8Array>>, entry?: string) {
  return openCheckpointIn({
    entry,
    names: () => Promise.resolve(Object.keys(files)),
    open: (name) =>
      name in files ? Promise.resolve(bytesSource(files[name])) : Promise.reject(new Error(`no ${name}`)),
  });
}

const [first, second] = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
const shards = async (map: unknown = { a: first, b: first, c: second }) => ({
  [first]: await safetensors('a', 'b'),
  [second]: await safetensors('c'),
  'model.safetensors.index.json': index(map),
  'config.json': Buffer.from('{}'),
});

describe('a checkpoint in several files', () => {
  test('is opened by its index or its folder', async () => {
    for (const entry of ['model.safetensors.index.json', undefined]) {
      const { tensors, format } = await open(await shards(), entry);
      expect([format, [...tensors.keys()]]).toEqual(['safetensors', ['a', 'b', 'c']]);
    }
  });

  test('of PyTorch, likewise', async () => {
    const value = dict({ w: pickledTensor({ count: 1, shape: [1], strides: [1] }) });
    const files = {
      'pytorch_model-00001-of-00001.bin': torchZip(value, { 'data/0': floats(7) }),
      'pytorch_model.bin.index.json': index({ w: 'pytorch_model-00001-of-00001.bin' }),
    };
    const { tensors } = await open(files);
    expect([...(await tensors.get('w')!.load()).data]).toEqual([7]);
  });

  test.each([
    [{ a: first, d: second }, 'FILE_CORRUPT', /says that "d" is in "model-00002/],
    [{ a: '../secret' }, 'FILE_UNSAFE', /files must be next to their index/],
    [{ a: '/etc/passwd' }, 'FILE_UNSAFE', /next to their index/],
    [{ a: 'C:\\secret' }, 'FILE_UNSAFE', /next to their index/],
    [{ a: 7 }, 'FILE_CORRUPT', /no file for "a"/],
    [{}, 'FILE_CORRUPT', /no tensors/],
    [[first], 'FILE_CORRUPT', /no index/],
  ])('with the index %j is refused', async (map, code, message) => {
    await expect(open(await shards(map))).rejects.toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) }),
    );
  });
});

describe('a folder', () => {
  test('with one checkpoint is that checkpoint', async () => {
    expect(
      (await open({ 'x.safetensors': await safetensors('a'), 'notes.txt': index({}) })).tensors.size,
    ).toBe(1);
  });

  test('with several, or none, is asked about', async () => {
    const one = await safetensors('a');
    await expect(open({ 'x.safetensors': one, 'y.ckpt': one })).rejects.toThrow(
      /several: "x.safetensors", "y.ckpt"/,
    );
    await expect(open({ 'readme.md': one })).rejects.toThrow(/holds none/);
  });
});
