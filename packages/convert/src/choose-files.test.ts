import { bytesSource } from '@langseg/checkpoints';
import { defaultRegistry } from '@langseg/components';
import { sourceOf, tensor, type TensorSource } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import { safetensorsOf, tinyTips, tipsTextShapes } from '@langseg/model-testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { weightsOf } from './__fixtures__/checkpoint-of.js';
import { huggingFaceClip, openAiClip } from './__fixtures__/clip-weights.js';
import { checkpointShapes } from './__fixtures__/shapes.js';
import { chooseFiles } from './choose-files.js';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** A repository in memory, and how many bytes were read of it. */
function repository(contents: Readonly<Record<string, Uint8Array>>) {
  const counts = { read: 0 };
  return {
    counts,
    name: 'owner/name',
    files: Object.entries(contents).map(([path, { length: bytes }]) => ({ path, bytes })),
    open(path: string) {
      const source = bytesSource(contents[path]);
      const read = (offset: number, length: number) => {
        counts.read += length;
        return source.read(offset, length);
      };
      return Promise.resolve({ ...source, read });
    },
  };
}

const choose = (contents: Readonly<Record<string, Uint8Array>>, options = {}) =>
  chooseFiles(repository(contents), { registry: defaultRegistry, ...options });

let clip: Map<string, TensorSource>;
let whole: Uint8Array;
let vision: Uint8Array;
let text: Uint8Array;
const foreign = await safetensorsOf(new Map([['layer.weight', sourceOf(tensor('float32', [2, 2]))]]));
beforeAll(async () => {
  clip = await openAiClip();
  const side = (isImage: boolean) =>
    safetensorsOf(new Map([...clip].filter(([name]) => name.startsWith('visual.') === isImage)));
  [whole, vision, text] = [await safetensorsOf(clip), await side(true), await side(false)];
}, 60_000);

describe('chooseFiles', () => {
  it('takes one file with both sides, safetensors first, and what architectures look for beside it', async () => {
    const other = await safetensorsOf(await huggingFaceClip());
    const contents = {
      'README.md': json('# CLIP'),
      'config.json': json({}),
      'open_clip_pytorch_model.bin': whole,
      'open_clip_model.safetensors': whole,
      'pytorch_model.bin': other,
      'onnx/model.onnx': json(0),
      'vision/model.safetensors': vision,
    };
    expect(await choose(contents)).toEqual({
      weights: 'open_clip_model.safetensors',
      needed: ['open_clip_model.safetensors', 'config.json'],
    });
  });

  it('takes the two sides from two files', async () => {
    const contents = { 'a_text.safetensors': text, 'b_vision.safetensors': vision, 'c.safetensors': foreign };
    expect(await choose(contents)).toEqual({
      weights: 'b_vision.safetensors',
      textWeights: 'a_text.safetensors',
      needed: ['b_vision.safetensors', 'a_text.safetensors'],
    });
    expect(await choose(contents, { hasText: true })).toEqual({
      weights: 'b_vision.safetensors',
      needed: ['b_vision.safetensors'],
    });
  });

  it('takes what there is', async () => {
    expect(await choose({ 'v/x.safetensors': vision })).toMatchObject({ weights: 'v/x.safetensors' });
    expect(await choose({ 'v/x.safetensors': text })).toMatchObject({ weights: 'v/x.safetensors' });
  });

  it('takes all files that an index names, from its folder', async () => {
    const names = [...clip.keys()];
    const half = (part: number) => safetensorsOf(new Map([...clip].filter((_, i) => i % 2 === part)));
    const files = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'];
    const weight_map = Object.fromEntries(names.map((name, i) => [name, files[i % 2]]));
    const found = await choose({
      'w/model.safetensors.index.json': json({ weight_map }),
      [`w/${files[0]}`]: await half(0),
      [`w/${files[1]}`]: await half(1),
    });
    expect(found.weights).toBe('w/model.safetensors.index.json');
    expect(new Set(found.needed)).toEqual(new Set([found.weights, ...files.map((file) => `w/${file}`)]));
  });

  it('takes the tokenizer that a text encoder needs', async () => {
    const sizes = { ...tinyTips, embeddingDim: tinyTips.width };
    const both = [
      ...[...weightsOf(checkpointShapes(tips.architecture.parameters(sizes)))].map(
        ([name, source]) => [`vision_encoder.${name}`, source] as const,
      ),
      ...[...weightsOf(tipsTextShapes({ width: tinyTips.width }))].map(
        ([name, source]) => [`text_encoder.${name}`, source] as const,
      ),
    ];
    const contents = { 'model.safetensors': await safetensorsOf(new Map(both)), 'tokenizer.model': foreign };
    expect((await choose(contents)).needed).toEqual(['model.safetensors', 'tokenizer.model']);
  });

  it('reads headers and no weights', async () => {
    const found = repository({ 'model.safetensors': whole });
    await chooseFiles(found, { registry: defaultRegistry });
    expect(found.counts.read).toBeLessThan(whole.length / 50);
  });

  it.each<[string, () => Readonly<Record<string, Uint8Array>>, RegExp]>([
    ['nothing', () => ({}), /It holds no checkpoint, but 0 other files/],
    [
      'no checkpoint',
      () => ({ 'onnx/model.onnx': json(1) }),
      /no checkpoint, but 1 other files: onnx\/model\.onnx/,
    ],
    [
      'only others',
      () => ({ 'a.safetensors': foreign, 'b.pt': json('<html>') }),
      /a\.safetensors: no architecture that is known\n {2}b\.pt: A safetensors, PyTorch or NumPy file was expected/,
    ],
  ])('says what there is where a repository holds %s', async (_, contents, message) => {
    await expect(choose(contents())).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringMatching(message) as string,
    });
  });

  it('stops when it is told to', async () => {
    await expect(choose({ 'a.safetensors': whole }, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });
});
