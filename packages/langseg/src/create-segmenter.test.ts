import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { defaultRegistry } from '@langseg/components';
import { defineComponent, LangSegError, tensor, type ImageSource } from '@langseg/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createSegmenter } from './create-segmenter.js';

const sample = fileURLToPath(new URL('../../../samples/cow.jpg', import.meta.url));
const labels = ['cow', 'grass', 'tree', 'sky'];
const noise: ImageSource = {
  width: 24,
  height: 16,
  data: Uint8Array.from({ length: 24 * 16 * 3 }, (_, i) => (i * 7919) % 256),
};
let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'langseg-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('createSegmenter', () => {
  it('paints a photo with typed words, and repaints it with others', async () => {
    await using segmenter = await createSegmenter();
    const result = await segmenter.segment(sample, labels);
    expect([result.width, result.height]).toEqual([640, 480]);
    expect(result.labelAt(400, 260)).toBe('cow');
    expect(result.labelAt(60, 440)).toBe('grass');
    expect(result.areas()[0].share).toBeGreaterThan(0.15);
    const again = await result.relabel(['lawn', 'cattle']);
    expect(again.labelAt(400, 260)).toBe('cattle');
    expect(again.labelAt(60, 440)).toBe('lawn');
  });

  it('writes what the ending of the file name says', async () => {
    await using segmenter = await createSegmenter();
    const result = await segmenter.segment(sample, labels);
    for (const name of ['a.overlay.png', 'a.jpg', 'a.mask.png', 'a.json', 'a.rle.json'])
      await result.save(join(dir, name));
    expect((await readFile(join(dir, 'a.mask.png'))).subarray(1, 4).toString()).toBe('PNG');
    expect(JSON.parse(await readFile(join(dir, 'a.json'), 'utf8'))).toMatchObject({
      width: 640,
      height: 480,
    });
    await expect(result.save(join(dir, 'a.bmp'))).rejects.toMatchObject({ code: 'USAGE' });
    await result.save(join(dir, 'new', 'folders', 'a.png'));
    expect(await readdir(join(dir, 'new', 'folders'))).toEqual(['a.png']);
    await expect(result.save(join(dir, 'other', 'a.bmp'))).rejects.toMatchObject({ code: 'USAGE' });
    expect(await readdir(dir)).not.toContain('other');
    await expect(result.save(join(dir, 'a.json', 'a.png'))).rejects.toMatchObject({ code: 'IO_FAILED' });
  });

  it('gives the same labels in the reference runtime', async () => {
    await using native = await createSegmenter();
    await using plain = await createSegmenter({
      runtime: createReferenceRuntime({ readFile: (path) => readFile(path) }),
    });
    const options = { longestSide: 24 };
    const expected = await native.segment(noise, labels, options);
    const found = await plain.segment(noise, labels, options);
    expect(found.labelMap).toEqual(expected.labelMap);
  });

  it('takes any number of labels, in any script, and warns about those it can not read', async () => {
    await using segmenter = await createSegmenter();
    const warned: string[] = [];
    const many = Array.from({ length: 10_000 }, (_, i) => (i % 2 ? `cow ${i}` : `grass ${i}`));
    const result = await segmenter.segment(noise, ['草', 'xqzzy', 'x'.repeat(1000), ...many], {
      longestSide: 24,
      onWarning: ({ label }) => warned.push(label),
    });
    expect(result.labelMap).toBeInstanceOf(Uint16Array);
    expect(Math.min(...result.labelMap)).toBeGreaterThanOrEqual(3);
    expect(warned).toEqual(expect.arrayContaining(['草', 'xqzzy', 'x'.repeat(1000)]));
    await expect(segmenter.segment(noise, ['草', 'xqzzy'])).rejects.toMatchObject({ code: 'LABELS_INVALID' });
  });

  it('copes with a single pixel and a thin line', async () => {
    await using segmenter = await createSegmenter();
    for (const [width, height] of [
      [1, 1],
      [300, 1],
      [1, 77],
    ]) {
      const data = new Uint8Array(width * height * 3).fill(90);
      const result = await segmenter.segment({ width, height, data }, ['sky', 'grass']);
      expect(result.labelMap).toHaveLength(width * height);
    }
  });

  it('swaps a part by one entry of config', async () => {
    const lengths = defineComponent({
      specVersion: 1,
      slot: 'textEncoder',
      type: 'word-lengths',
      configSchema: z.strictObject({ dim: z.int() }),
      create: ({ dim }) =>
        Promise.resolve({
          specVersion: 1 as const,
          embeddingDim: dim,
          contextLength: Infinity,
          encode: (words: readonly string[]) => {
            const rows = tensor('float32', [words.length, dim]);
            words.forEach((word, i) => (rows.data[i * dim + (word.length % dim)] = 1));
            return Promise.resolve(rows);
          },
          dispose: () => Promise.resolve(),
        }),
    });
    const registry = defaultRegistry.with(lengths);
    await using segmenter = await createSegmenter({
      registry,
      pipeline: { textEncoder: { type: 'word-lengths', dim: 128 } },
    });
    expect((await segmenter.segment(noise, ['a', 'bb'])).labelMap).toHaveLength(24 * 16);
    await expect(
      createSegmenter({ registry, pipeline: { textEncoder: { type: 'word-lengths', dim: 7 } } }),
    ).rejects.toMatchObject({ code: 'CONFIG_INVALID', context: { text: 7, image: 128 } });
  });

  it('says what is wrong with a model folder', async () => {
    await expect(createSegmenter({ model: join(dir, 'nothing') })).rejects.toSatisfy((e) =>
      LangSegError.is(e),
    );
    await writeFile(join(dir, 'config.json'), '{"formatVersion": 9}');
    await expect(createSegmenter({ model: dir })).rejects.toMatchObject({ code: 'VERSION_UNSUPPORTED' });
  });
});
