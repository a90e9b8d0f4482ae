import { createReferenceRuntime } from '@langseg/adapter-reference';
import { tensor, type ImageEncoderContext, type Preprocessing } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { tinyResnet, tinyResnetWeights, tinyVit, tinyVitWeights } from './__fixtures__/tiny-weights.js';
import { dptResnetGraph } from './dpt/dpt-resnet-graph.js';
import { dptVitGraph } from './dpt/dpt-vit-graph.js';
import { dptResnet } from './dpt/dpt-resnet.js';
import { checkDptVitSize } from './dpt/check-dpt-vit-size.js';
import { dptVit } from './dpt/dpt-vit.js';
import { mobilenet } from './mobilenet/mobilenet.js';

const preprocessing: Preprocessing = {
  mean: [0.5, 0.5, 0.5],
  std: [0.5, 0.5, 0.5],
  resample: 'bilinear',
  longestSide: 480,
  onlyShrink: false,
  sizeMultiple: 32,
};

const models = {
  'onnx/image_encoder.onnx': dptVitGraph(tinyVitWeights(), tinyVit),
  'onnx/resnet.onnx': dptResnetGraph(tinyResnetWeights(), tinyResnet),
};

const context: ImageEncoderContext = {
  runtime: createReferenceRuntime(),
  preprocessing,
  assets: {
    location: 'memory',
    read: (path) => Promise.reject(new Error(path)),
    model: (path) => encodeModel(models[path as keyof typeof models]),
  },
};

describe('dpt-vit', () => {
  const config = dptVit.configSchema.parse(tinyVit);

  it('looks for its graph where bundles have it', () => {
    expect(config.model).toBe('onnx/image_encoder.onnx');
  });

  it('makes an encoder that upsamples by two', async () => {
    const encoder = await dptVit.create(config, context);
    const { values, norms, upsampling } = await encoder.encode(tensor('float32', [1, 3, 32, 64]));
    expect(encoder.preprocessing).toBe(preprocessing);
    expect([values.shape, norms.shape]).toEqual([
      [1, 6, 8, 16],
      [1, 16, 32],
    ]);
    expect(upsampling).toEqual({ factor: 2, alignCorners: true });
    await expect(encoder.encode(tensor('float32', [1, 3, 48, 64]))).rejects.toThrow('multiples of 32 pixels');
  });

  it.each([
    ['an unknown readout', { ...tinyVit, readout: 'mean' }],
    ['three out indices', { ...tinyVit, outIndices: [0, 1, 2] }],
    ['a width of 0', { ...tinyVit, width: 0 }],
    ['a million heads', { ...tinyVit, heads: 1e6 }],
    ['embeddings of a million numbers', { ...tinyVit, embeddingDim: 1e6 }],
    ['a misspelt option', { ...tinyVit, head: 2 }],
    ['nothing', {}],
  ])('refuses %s', (_, options) => {
    expect(dptVit.configSchema.safeParse(options).success).toBe(false);
  });
});

describe('checkDptVitSize', () => {
  it.each([
    [32, 32, 16],
    [79, 64, 16],
    [480, 640, 16],
    [32, 96, 32],
    [63, 50, 32],
  ])('takes %i × %i with patches of %i', (height, width, patchSize) => {
    expect(() => checkDptVitSize(height, width, patchSize)).not.toThrow();
  });

  it.each([
    [16, 32, 16],
    [480, 600, 16],
    [0, 32, 16],
    [31, 64, 32],
  ])('refuses %i × %i with patches of %i', (height, width, patchSize) => {
    expect(() => checkDptVitSize(height, width, patchSize)).toThrow('use multiples of 32 pixels');
  });
});

describe('dpt-resnet', () => {
  const config = dptResnet.configSchema.parse({ ...tinyResnet, model: 'onnx/resnet.onnx' });

  it('takes sides that are multiples of 32', async () => {
    const encoder = await dptResnet.create(config, context);
    const { values } = await encoder.encode(tensor('float32', [1, 3, 64, 32]));
    expect(values.shape).toEqual([1, 6, 16, 8]);
    await expect(encoder.encode(tensor('float32', [1, 3, 64, 40]))).rejects.toThrow('64×40');
  });

  it('needs four stages', () => {
    expect(dptResnet.configSchema.safeParse({ ...tinyResnet, blocks: [1, 1, 1] }).success).toBe(false);
  });
});

describe('mobilenet', () => {
  it('needs no more than the length of its embeddings', () => {
    expect(mobilenet.configSchema.parse({ embeddingDim: 100 })).toEqual({
      embeddingDim: 100,
      model: 'onnx/image_encoder.onnx',
    });
    expect(mobilenet.configSchema.safeParse({}).success).toBe(false);
    expect(mobilenet.configSchema.safeParse({ embeddingDim: 100, width: 1 }).success).toBe(false);
  });
});
