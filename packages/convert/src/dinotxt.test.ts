import { bytesSource } from '@langseg/checkpoints';
import { defaultRegistry } from '@langseg/components';
import { sourceOf, tensor, type Weights } from '@langseg/core';
import { dinotxt } from '@langseg/image-encoders';
import { safetensorsOf } from '@langseg/model-testing';
import { describe, expect, it } from 'vitest';
import { checkpointOf, weightsOf } from './__fixtures__/checkpoint-of.js';
import { planConversion } from './__fixtures__/plan-conversion.js';
import { chooseFiles } from './choose-files.js';
import { checkpointShapes, layerNorm, linear, scoped, type Shapes } from './__fixtures__/shapes.js';

const sizes = {
  patchSize: 14,
  width: 16,
  depth: 2,
  heads: 2,
  hidden: 20,
  ffn: 'mlp',
  registers: 4,
  trainedSide: 28,
  headBlocks: 2,
  headHidden: 12,
  embeddingDim: 6,
} as const;
const options = { heads: 2, textHeads: 2 };
const network = weightsOf(
  checkpointShapes([
    ...dinotxt.architecture.parameters(sizes),
    ...dinotxt.architecture.idleParameters(sizes),
  ]),
);
const trunk = new Map([...network].filter(([name]) => !name.startsWith('head.')));
const head = new Map(
  [...network].flatMap(([name, source]) => (name.startsWith('head.') ? [[name.slice(5), source]] : [])),
);

function textShapes(outputs: number): Shapes {
  const width = 8;
  return {
    ...scoped('backbone', {
      positional_embedding: [77, width],
      'token_embedding.weight': [49408, width],
      ...scoped('ln_final', layerNorm(width)),
      ...scoped('blocks.0', {
        ...scoped('attention_norm', layerNorm(width)),
        'attention.qkv.weight': [3 * width, width],
        ...scoped('attention.proj', linear(width, width)),
        ...scoped('ffn_norm', layerNorm(width)),
        ...scoped('feed_forward.fc1', linear(width, 4 * width)),
        ...scoped('feed_forward.fc2', linear(4 * width, width)),
      }),
    }),
    'head.linear_projection.weight': [outputs, width],
  };
}

describe('dino.txt', () => {
  it('is found in a repository, with the head and the text encoder that lie in files of their own', async () => {
    const contents: Record<string, Weights> = {
      'a_other.safetensors': new Map([['layer.weight', sourceOf(tensor('float32', [2, 2]))]]),
      'backbone.safetensors': trunk,
      'text_encoder.safetensors': weightsOf(textShapes(12)),
      'vision_head.safetensors': head,
    };
    const files = new Map(
      await Promise.all(
        Object.entries(contents).map(async ([path, weights]) => {
          return [path, await safetensorsOf(weights)] as const;
        }),
      ),
    );
    const repository = {
      name: 'owner/dinotxt',
      files: [...files].map(([path, { length: bytes }]) => ({ path, bytes })),
      open: (path: string) => Promise.resolve(bytesSource(files.get(path)!)),
    };
    const parts = {
      weights: 'backbone.safetensors',
      moreWeights: 'vision_head.safetensors',
      textWeights: 'text_encoder.safetensors',
    };
    expect(await chooseFiles(repository, { registry: defaultRegistry })).toEqual({
      ...parts,
      needed: [parts.weights, parts.moreWeights, parts.textWeights],
    });
  });

  it('is converted from its three files', async () => {
    const plan = await planConversion(await checkpointOf(trunk), {
      moreWeights: [await checkpointOf(head)],
      textWeights: await checkpointOf(weightsOf(textShapes(12))),
      ...options,
    });
    expect(plan.architecture).toMatch(/dino\.txt on DINOv2 .* 2 \+ 2 blocks\), dino\.txt text transformer/);
    expect(plan.pipeline).toMatchObject({
      imageEncoder: { type: 'dinotxt', embeddingDim: 6 },
      textEncoder: { type: 'dinotxt-text', embeddingDim: 6, heads: 2, depth: 1 },
    });
    expect(plan.preprocessing).toMatchObject({ mean: [0.485, 0.456, 0.406], sizeMultiple: 14 });
  });

  it('compares patches with the second half of the text features', async () => {
    const text = await checkpointOf(weightsOf(textShapes(12)));
    const plan = await planConversion(text, { textHeads: 2 });
    const graph = plan.graphs.get('onnx/text_encoder.onnx')!;
    const { data } = await graph.initializers.get('text_projection')!.load();
    const all = (await text.tensors.get('head.linear_projection.weight')!.load()).data;
    expect(Number(data[0])).toBeCloseTo(Number(all[6 * 8]), 6);
    expect(Number(data[1])).toBeCloseTo(Number(all[7 * 8]), 6);
    expect(Number(data[6])).toBeCloseTo(Number(all[6 * 8 + 1]), 6);
  });

  it('refuses text features without two halves, and a text encoder of another length', async () => {
    await expect(
      planConversion(await checkpointOf(weightsOf(textShapes(7))), { textHeads: 2 }),
    ).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringMatching(/even number/) as string,
    });
    await expect(
      planConversion(await checkpointOf(network), {
        textWeights: await checkpointOf(weightsOf(textShapes(8))),
        ...options,
      }),
    ).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringMatching(/length 4/) as string,
    });
  });
});
