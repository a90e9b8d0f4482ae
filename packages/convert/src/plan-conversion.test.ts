import { describe, expect, it } from 'vitest';
import { checkpointOf, trainingCheckpointOf, weightsOf, wordTable } from './__fixtures__/checkpoint-of.js';
import {
  clipTextShapes,
  headBlockShapes,
  huggingFaceTextShapes,
  lsegResnetShapes,
  lsegVitShapes,
} from './__fixtures__/lseg-shapes.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { scoped } from './__fixtures__/shapes.js';
import { planConversion } from './__fixtures__/plan-conversion.js';

const textEncoder = {
  type: 'clip-text',
  model: 'onnx/text_encoder.onnx',
  tokenizer: 'tokenizer.json',
  width: 8,
  heads: 1,
  depth: 2,
  contextLength: 77,
  embeddingDim: 6,
};

describe('LSeg on a vision transformer', () => {
  it('reads everything off the weights of a 16-pixel backbone', async () => {
    const plan = await planConversion(await trainingCheckpointOf(lsegVitShapes()));
    expect(plan.architecture).toBe('LSeg, DPT on ViT (16-pixel patches, width 8, 4 blocks)');
    expect(plan.pipeline).toEqual({
      textEncoder,
      imageEncoder: {
        type: 'dpt-vit',
        model: 'onnx/image_encoder.onnx',
        patchSize: 16,
        width: 8,
        depth: 4,
        heads: 1,
        outIndices: [0, 1, 2, 3],
        readout: 'project',
        embeddingDim: 6,
      },
      head: { type: 'correlation', logitScale: 14.285714149475098 },
      regularizer: { type: 'none' },
    });
    expect(plan.preprocessing).toMatchObject({ mean: [0.5, 0.5, 0.5], longestSide: 480, sizeMultiple: 32 });
    expect([...plan.graphs.keys()]).toEqual(['onnx/image_encoder.onnx', 'onnx/text_encoder.onnx']);
    expect([...plan.files.keys()]).toEqual(['tokenizer.json']);
  });

  it('takes 32-pixel patches', async () => {
    const plan = await planConversion(await trainingCheckpointOf(lsegVitShapes({ patchSize: 32 })));
    expect(plan.pipeline.imageEncoder).toMatchObject({ patchSize: 32 });
  });

  it('needs no prefix', async () => {
    const plan = await planConversion(await checkpointOf(weightsOf(lsegVitShapes())));
    expect(plan.pipeline.imageEncoder.type).toBe('dpt-vit');
  });

  it('is told what weights do not tell', async () => {
    const checkpoint = await trainingCheckpointOf(lsegVitShapes({ readout: false }));
    const options = { heads: 2, textHeads: 4, outIndices: [0, 1, 2, 3], readout: 'add' } as const;
    const plan = await planConversion(checkpoint, options);
    expect(plan.pipeline).toMatchObject({
      imageEncoder: { heads: 2, outIndices: [0, 1, 2, 3], readout: 'add' },
      textEncoder: { heads: 4 },
    });
  });
});

it('LSeg on a ResNet has ImageNet statistics', async () => {
  const plan = await planConversion(await trainingCheckpointOf(lsegResnetShapes()));
  expect(plan.architecture).toBe('LSeg, DPT fusion on ResNet (1, 2, 1, 1 blocks)');
  expect(plan.pipeline.imageEncoder).toEqual({
    type: 'dpt-resnet',
    model: 'onnx/image_encoder.onnx',
    blocks: [1, 2, 1, 1],
    embeddingDim: 6,
  });
  expect(plan.preprocessing?.mean).toEqual([0.485, 0.456, 0.406]);
});

it('a wider text transformer, as of RN50x16, brings its own sizes', async () => {
  const wide = scoped('clip_pretrained', clipTextShapes({ width: 12, depth: 3 }));
  const plan = await planConversion(await trainingCheckpointOf({ ...lsegVitShapes(), ...wide }));
  expect(plan.pipeline.textEncoder).toEqual({ ...textEncoder, width: 12, depth: 3 });
});

describe('the head block', () => {
  const shapes = { ...lsegVitShapes(), ...headBlockShapes };

  it('is described by the training arguments that the checkpoint keeps', async () => {
    const checkpoint = await trainingCheckpointOf(shapes, {
      arch_option: 2,
      block_depth: 3,
      activation: 'tanh',
    });
    const { regularizer } = (await planConversion(checkpoint)).pipeline;
    const kernel = await checkpoint.tensors.get('net.scratch.head_block.depthwise.depthwise.weight')!.load();
    const bias = await checkpoint.tensors.get('net.scratch.head_block.depthwise.depthwise.bias')!.load();
    expect(regularizer).toEqual({
      type: 'depthwise',
      kernel: [...kernel.data],
      bias: bias.data[0],
      depth: 3,
      activation: 'tanh',
    });
  });

  it('is described by options, which come before the training arguments', async () => {
    const checkpoint = await trainingCheckpointOf(shapes, { arch_option: 2, block_depth: 3 });
    const plan = await planConversion(checkpoint, { regularizer: 'bottleneck', activation: undefined });
    expect(plan.pipeline.regularizer).toMatchObject({
      type: 'bottleneck',
      depth: 3,
      activation: 'leaky-relu',
    });
  });

  it('must be described', async () => {
    await expect(planConversion(await trainingCheckpointOf(shapes))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('head block'),
    });
  });

  it('can not be asked for where there is none', async () => {
    const checkpoint = await trainingCheckpointOf(lsegVitShapes());
    await expect(planConversion(checkpoint, { regularizer: 'bottleneck', depth: 1 })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
    });
  });
});

describe('CLIP alone', () => {
  it.each([
    ["OpenAI's naming", clipTextShapes()],
    ["Hugging Face's naming", huggingFaceTextShapes()],
  ])('%s gives a text encoder', async (_, shapes) => {
    const plan = await planConversion(await checkpointOf(weightsOf(shapes)));
    expect(plan.pipeline).toEqual({ textEncoder });
    expect(plan.preprocessing).toBeUndefined();
    expect([...plan.graphs.keys()]).toEqual(['onnx/text_encoder.onnx']);
  });
});

describe('the small default network', () => {
  it('takes its length from the word table and its scale from the weights', async () => {
    const plan = await planConversion(await checkpointOf(weightsOf(mobilenetShapes(5))), {
      wordTable: wordTable(5),
      aliases: { tv: 'television' },
    });
    expect(plan.pipeline).toMatchObject({
      textEncoder: { type: 'word-vectors', table: 'text/word-vectors.bin', aliases: { tv: 'television' } },
      imageEncoder: { type: 'mobilenet', embeddingDim: 5 },
    });
    expect(plan.pipeline.head.logitScale).toBeGreaterThan(0);
    expect(plan.files.get('text/word-vectors.bin')).toEqual(wordTable(5));
  });

  it("uses the trunk's own classifier where it is there, and all of it", async () => {
    const shapes = mobilenetShapes(5, 3);
    const options = { wordTable: wordTable(5) };
    const plan = await planConversion(await checkpointOf(weightsOf(shapes)), options);
    const { initializers } = plan.graphs.get('onnx/image_encoder.onnx')!;
    expect([...initializers.keys()]).toEqual(
      expect.arrayContaining(['backbone.068.weight', 'classes.weight']),
    );
    const { 'backbone.068.bias': _, ...incomplete } = shapes;
    await expect(planConversion(await checkpointOf(weightsOf(incomplete)), options)).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringContaining('backbone.068.bias'),
    });
  });

  it('needs a word table', async () => {
    const checkpoint = await checkpointOf(weightsOf(mobilenetShapes(5)));
    await expect(planConversion(checkpoint)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('needs a word table of its own length', async () => {
    const checkpoint = await checkpointOf(weightsOf(mobilenetShapes(5)));
    await expect(planConversion(checkpoint, { wordTable: wordTable(4) })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringContaining('Text embeddings of length 4'),
    });
  });
});

it('another network is named by what it has', async () => {
  const checkpoint = await checkpointOf(weightsOf({ 'encoder.weight': [2, 2] }));
  await expect(planConversion(checkpoint)).rejects.toMatchObject({
    code: 'WEIGHTS_MISMATCH',
    message: expect.stringContaining('1 tensor such as encoder.weight'),
  });
});
