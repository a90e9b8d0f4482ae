import { createReferenceRuntime } from '@langseg/adapter-reference';
import { partAssets } from '@langseg/architecture';
import type { Checkpoint } from '@langseg/checkpoints';
import { LangSegError, sourceOf, tensor, toFloat32, type TensorSource } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import { spmModel, tinyTips, tipsTextShapes } from '@langseg/model-testing';
import { tipsText } from '@langseg/text-encoders';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpointOf, weightsOf } from './__fixtures__/checkpoint-of.js';
import { planConversion } from './__fixtures__/plan-conversion.js';
import { checkpointShapes } from './__fixtures__/shapes.js';
import type { ModelPlan } from './model-plan.js';

const sizes = { ...tinyTips, depth: 2, embeddingDim: tinyTips.width } as const;
const { width } = sizes;
const options = { heads: 2, textHeads: 2 };
const vision = weightsOf(
  checkpointShapes([...tips.architecture.parameters(sizes), ...tips.architecture.idleParameters(sizes)]),
);
const text = weightsOf(tipsTextShapes({ width }));

/** What a plan makes of a photo and a label. */
async function answers(plan: ModelPlan) {
  const runtime = createReferenceRuntime();
  const assets = partAssets(plan, 'memory');
  const { imageEncoder, textEncoder } = plan.pipeline;
  const { type: _, ...image } = imageEncoder;
  const { type: __, ...words } = textEncoder;
  const context = { runtime, assets, preprocessing: plan.preprocessing! };
  const encoder = await tips.create(tips.configSchema.parse(image), context);
  const labels = await tipsText.create(tipsText.configSchema.parse(words), context);
  const pixels = tensor('float32', [1, 3, 20, 28]);
  pixels.data.forEach((_, i) => (pixels.data[i] = (i % 7) / 7));
  return [(await encoder.encode(pixels)).values.data, (await labels.encode(['ab'])).data];
}

/** Names as transformers writes them, with separate queries, keys and values. */
async function asTransformers(): Promise<Map<string, TensorSource>> {
  const renamed = new Map<string, TensorSource>();
  const tables: [prefix: string, from: Map<string, TensorSource>, names: [RegExp, string][]][] = [
    [
      'vision_model.',
      vision,
      [
        [/^pos_embed/, 'embeddings.position_embeddings'],
        [/^patch_embed\.proj/, 'embeddings.patch_embeddings.projection'],
        [/^(cls|mask)_token|^register_tokens/, 'embeddings.$&'],
        [/^norm/, 'layernorm'],
        [/^blocks/, 'encoder.layer'],
        [/attn\.proj/, 'attention.output.dense'],
        [/attn\.qkv/, 'attention.attention.QKV'],
        [/ls(\d)\.gamma/, 'layer_scale$1.lambda1'],
      ],
    ],
    [
      'text_model.',
      text,
      [
        [/^token_embedding/, 'embeddings.token_embedding'],
        [/^ln_final/, 'final_layer_norm'],
        [/^transformer\.resblocks/, 'encoder.layers'],
        [/attn\.in_proj_(\w+)/, 'self_attn.QKV_proj.$1'],
        [/attn\.out_proj/, 'self_attn.out_proj'],
        [/ln_(\d)/, 'layer_norm$1'],
        [/mlp\.c_fc/, 'mlp.fc1'],
        [/mlp\.c_proj/, 'mlp.fc2'],
      ],
    ],
  ];
  for (const [prefix, weights, names] of tables)
    for (const [name, source] of weights) {
      const theirs = prefix + names.reduce((found, [ours, other]) => found.replace(ours, other), name);
      if (!theirs.includes('QKV')) renamed.set(theirs, source);
      else
        for (const [i, part] of (prefix === 'text_model.'
          ? ['q', 'k', 'v']
          : ['query', 'key', 'value']
        ).entries())
          renamed.set(theirs.replace('QKV', part), await thirdOf(source, i));
    }
  return renamed;
}

async function thirdOf(source: TensorSource, index: number): Promise<TensorSource> {
  const { data, shape } = toFloat32(await source.load());
  const size = data.length / 3;
  const part = tensor(
    'float32',
    [shape[0] / 3, ...shape.slice(1)],
    data.slice(index * size, (index + 1) * size),
  );
  return { ...part, load: () => Promise.resolve(part) };
}

let files: { vision: Checkpoint; text: Checkpoint };
let expected: Awaited<ReturnType<typeof answers>>;
beforeAll(async () => {
  files = { vision: await checkpointOf(vision), text: await checkpointOf(text) };
  const plan = await planConversion(files.vision, {
    textWeights: files.text,
    tokenizer: spmModel(),
    ...options,
  });
  expected = await answers(plan);
});

describe('TIPS', () => {
  it('is converted from the official two files and the tokenizer', async () => {
    const plan = await planConversion(files.vision, {
      textWeights: files.text,
      tokenizer: spmModel(),
      ...options,
    });
    expect(plan.architecture).toMatch(/^TIPS, TIPS vision transformer .* TIPS text transformer \(width 24/);
    expect(plan.pipeline).toMatchObject({
      imageEncoder: { type: 'tips', embeddingDim: width },
      textEncoder: { type: 'tips-text', heads: 2 },
      head: { logitScale: 1 },
    });
    expect(plan.view).toEqual({ windows: { size: 448, stride: 336, shortSide: 448 }, fuse: 'mean-softmax' });
    expect(plan.preprocessing).toMatchObject({ mean: [0, 0, 0], std: [1, 1, 1], sizeMultiple: 14 });
  });

  it("is converted from one file in the hub's own naming, with the tokenizer beside it", async () => {
    const named = [
      ...[...vision].map(([name, source]) => [`vision_encoder.${name}`, source] as const),
      ...[...text].map(([name, source]) => [`text_encoder.${name}`, source] as const),
    ];
    const checkpoint = await checkpointOf(new Map(named));
    const beside = (name: string) => Promise.resolve(name === 'tokenizer.model' ? spmModel() : undefined);
    const plan = await planConversion({ name: 'tips', checkpoint, beside }, options);
    expect(await answers(plan)).toEqual(expected);
  });

  it('is converted from one file in the naming of transformers', async () => {
    const file = await checkpointOf(await asTransformers());
    expect(await answers(await planConversion(file, { ...options, tokenizer: spmModel() }))).toEqual(
      expected,
    );
  });

  it.each<[string, () => Promise<ModelPlan>, string, RegExp]>([
    [
      'no tokenizer',
      () => planConversion(files.vision, { textWeights: files.text, ...options }),
      'USAGE',
      /--tokenizer/,
    ],
    [
      'the two files swapped',
      () => planConversion(files.text, { textWeights: files.vision, tokenizer: spmModel() }),
      'USAGE',
      /Swap them/,
    ],
    [
      'the image for the text',
      () => planConversion(files.vision, { textWeights: files.vision, heads: 2 }),
      'WEIGHTS_MISMATCH',
      /an image encoder \(tips\) and no text encoder/,
    ],
    [
      'weights of whole numbers',
      async () =>
        planConversion(
          await checkpointOf(
            new Map([...vision]).set('blocks.1.mlp.fc2.weight', sourceOf(tensor('int8', [width, 20]))),
          ),
          { textWeights: files.text, tokenizer: spmModel(), ...options },
        ),
      'WEIGHTS_MISMATCH',
      /"blocks\.1\.mlp\.fc2\.weight" holds numbers of type int8, expected floats/,
    ],
    [
      'a text encoder of another size',
      async () =>
        planConversion(files.vision, {
          textWeights: await checkpointOf(weightsOf(tipsTextShapes({ width: 16 }))),
          tokenizer: spmModel(),
          ...options,
        }),
      'WEIGHTS_MISMATCH',
      /length 16 can't be compared with pixel embeddings of length 24/,
    ],
    [
      'a tokenizer with more pieces than the network knows',
      () =>
        planConversion(files.vision, {
          textWeights: files.text,
          tokenizer: spmModel(20),
          ...options,
        }),
      'WEIGHTS_MISMATCH',
      /has 27 pieces/,
    ],
  ])('refuses %s', async (_, plan, code, message) => {
    const error: unknown = await plan().catch((reason: unknown) => reason);
    expect(LangSegError.is(error) && error.code).toBe(code);
    expect((error as Error).message).toMatch(message);
  });
});

describe('further files of one network', () => {
  const part = (pick: (name: string) => boolean) =>
    checkpointOf(new Map([...vision].filter(([name]) => pick(name))));

  it('are read together', async () => {
    const inBlocks = (name: string) => name.startsWith('blocks.');
    const plan = await planConversion(await part((name) => !inBlocks(name)), {
      moreWeights: [await part(inBlocks)],
      textWeights: files.text,
      tokenizer: spmModel(),
      ...options,
    });
    expect(await answers(plan)).toEqual(expected);
  });

  it('must not hold the same weight twice', async () => {
    await expect(planConversion(files.vision, { moreWeights: [files.vision] })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/Two of the files hold "/) as string,
    });
  });
});

it('names what an unknown file is most like, what that lacks, and what could not be read', async () => {
  const lacking = new Map([...vision].filter(([name]) => name !== 'blocks.0.attn.qkv.weight'));
  const checkpoint = await checkpointOf(lacking);
  await expect(planConversion(checkpoint, options)).rejects.toMatchObject({
    code: 'WEIGHTS_MISMATCH',
    message: expect.stringContaining('It is most like tips, but lacks blocks.0.attn.qkv.weight. One file'),
  });
  const refused = ['numpy.ndarray of >f4: blocks.0.attn.qkv.weight'];
  await expect(planConversion({ ...checkpoint, refused }, options)).rejects.toThrow(
    'Not read: numpy.ndarray of >f4: blocks.0.attn.qkv.weight. ',
  );
});

it('says that the file for the text holds an image encoder, whatever options came with it', async () => {
  const textWeights = await checkpointOf(vision);
  const given = { ...options, textWeights, tokenizer: spmModel };
  await expect(planConversion(await checkpointOf(vision), given)).rejects.toMatchObject({
    code: 'WEIGHTS_MISMATCH',
    message: expect.stringContaining('holds an image encoder (tips) and no text encoder'),
  });
});
