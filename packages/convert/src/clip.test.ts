import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import { partAssets } from '@langseg/architecture';
import { bytesSource, openCheckpoint, type Checkpoint } from '@langseg/checkpoints';
import { LangSegError, sourceOf, tensor, type Runtime, type TensorSource } from '@langseg/core';
import { clip } from '@langseg/image-encoders';
import { torchScriptOf } from '@langseg/model-testing';
import { clipText } from '@langseg/text-encoders';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpointOf, weightsOf } from './__fixtures__/checkpoint-of.js';
import { huggingFaceClip, openAiClip } from './__fixtures__/clip-weights.js';
import { clipTextShapes, lsegVitShapes } from './__fixtures__/lseg-shapes.js';
import { planConversion } from './__fixtures__/plan-conversion.js';
import type { ModelPlan } from './model-plan.js';

const options = { heads: 2, textHeads: 1 };
const reference = createReferenceRuntime();
const native = createNodeRuntime();

/** What a plan makes of a photo. */
async function patches(plan: ModelPlan, runtime: Runtime = reference) {
  const { type: _, ...image } = plan.pipeline.imageEncoder;
  const context = { runtime, assets: partAssets(plan, 'memory'), preprocessing: plan.preprocessing! };
  const encoder = await clip.create(clip.configSchema.parse(image), context);
  const pixels = tensor('float32', [1, 3, 16, 24]);
  pixels.data.forEach((_, i) => (pixels.data[i] = (i % 7) / 7));
  const { values } = await encoder.encode(pixels);
  await encoder.dispose();
  return values.data;
}

/** What a plan makes of a photo and a label. */
async function answers(plan: ModelPlan) {
  const { type: _, ...words } = plan.pipeline.textEncoder;
  const context = { runtime: reference, assets: partAssets(plan, 'memory') };
  const labels = await clipText.create(clipText.configSchema.parse(words), context);
  return [await patches(plan), (await labels.encode(['ab'])).data];
}

/** JSON files beside a checkpoint. */
const beside = (files: Readonly<Record<string, unknown>>) => (name: string) =>
  Promise.resolve(name in files ? new TextEncoder().encode(JSON.stringify(files[name])) : undefined);

let weights: Map<string, TensorSource>;
let file: Checkpoint;
let expected: Float32Array[];
beforeAll(async () => {
  weights = await openAiClip();
  file = await checkpointOf(weights);
  expected = await answers(await planConversion(file, options));
}, 60_000);
describe('CLIP', () => {
  it("is converted from OpenAI's one file, with the scale that it holds and OpenAI's sentences", async () => {
    const plan = await planConversion(file, options);
    expect(plan.architecture).toMatch(
      /^CLIP, CLIP vision transformer \(8-pixel patches.*by value, CLIP text transformer/,
    );
    expect(plan.pipeline).toMatchObject({
      imageEncoder: { type: 'clip', patchSize: 8, trainedSide: 16, embeddingDim: 6 },
      textEncoder: { type: 'clip-text', prompts: expect.arrayContaining(['itap of a {}.']) as string[] },
      head: { logitScale: expect.closeTo(Math.exp(2), 5) as number },
    });
    expect(plan.view).toEqual({ windows: { size: 16, stride: 8, shortSide: 336 }, fuse: 'sum-logits' });
    expect(plan.preprocessing).toMatchObject({ sizeMultiple: 8 });
    expect(plan.warnings).toEqual([]);
  });

  it("is converted from a TorchScript archive, as OpenAI's file is one", async () => {
    const counts = { input_resolution: 16, context_length: 77, vocab_size: 49408 };
    const numbers = Object.entries(counts).map(
      ([name, count]) => [name, sourceOf(tensor('int64', [], BigInt64Array.of(BigInt(count))))] as const,
    );
    const archive = await torchScriptOf(new Map<string, TensorSource>([...numbers, ...weights]));
    const checkpoint = await openCheckpoint(bytesSource(archive));
    expect(checkpoint).toMatchObject({ format: 'torchscript', refused: [] });
    const plan = await planConversion(checkpoint, options);
    expect(plan.warnings).toEqual([]);
    expect(await answers(plan)).toEqual(expected);
  });

  it('gives the same in onnxruntime as in the runtime in TypeScript', async () => {
    for (const readout of ['value', 'csa']) {
      const plan = await planConversion(file, { ...options, readout, gelu: 'exact' });
      const theirs = await patches(plan, native);
      (await patches(plan)).forEach((value, i) => expect(Math.abs(value - theirs[i])).toBeLessThan(1e-4));
    }
  });

  it('is converted from the naming of transformers, with what its config.json says', async () => {
    const checkpoint = await checkpointOf(await huggingFaceClip());
    const side = (heads: number) => ({ num_attention_heads: heads, hidden_act: 'quick_gelu' });
    const config = { model_type: 'clip', vision_config: side(2), text_config: side(1) };
    const plan = await planConversion({
      name: 'clip',
      checkpoint,
      beside: beside({ 'config.json': config }),
    });
    expect(plan.warnings).toEqual([]);
    const found = await answers(plan);
    found.forEach((numbers, part) =>
      numbers.forEach((value, i) => expect(Math.abs(value - expected[part][i])).toBeLessThan(1e-4)),
    );
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    [
      'OpenCLIP',
      {
        'open_clip_config.json': {
          model_cfg: { vision_cfg: { width: 8, head_width: 4 }, text_cfg: { heads: 1 } },
        },
      },
    ],
    [
      'transformers',
      {
        'config.json': {
          model_type: 'clip',
          vision_config: { hidden_act: 'gelu', num_attention_heads: 2 },
          text_config: { hidden_act: 'gelu', num_attention_heads: 1 },
        },
      },
    ],
  ])('takes GELU and heads from the config of %s beside it', async (_, files) => {
    const plan = await planConversion({ name: 'clip', checkpoint: file, beside: beside(files) });
    expect(plan.warnings).toEqual([]);
    const found = await answers(plan);
    expect(found).toEqual(await answers(await planConversion(file, { ...options, gelu: 'exact' })));
    expected.forEach((numbers, part) => expect(found[part]).not.toEqual(numbers));
  });

  it('normalises pixels as the config of OpenCLIP says', async () => {
    const [mean, std] = [
      [0.5, 0.4, 0.3],
      [0.2, 0.3, 0.4],
    ];
    const model_cfg = { vision_cfg: { width: 8, head_width: 4 }, text_cfg: { heads: 1 } };
    const files = { 'open_clip_config.json': { model_cfg, preprocess_cfg: { mean, std } } };
    const plan = await planConversion({ name: 'clip', checkpoint: file, beside: beside(files) });
    expect(plan.preprocessing).toMatchObject({ mean, std });
    expect((await planConversion(file, options)).preprocessing?.mean[0]).toBe(0.48145466);
  });

  it.each([
    ['another program', { 'config.json': { formatVersion: 1 } }],
    ['another network', { 'config.json': { model_type: 'bert', hidden_act: 'gelu' } }],
  ])('leaves a config of %s alone', async (_, files) => {
    const plan = await planConversion({ name: 'clip', checkpoint: file, beside: beside(files) }, options);
    expect(await patches(plan)).toEqual(expected[0]);
  });

  it('says what it guesses: heads, and the GELU of a file that may not be from OpenAI', async () => {
    const plan = await planConversion(await checkpointOf(await openAiClip('float32')));
    expect(plan.warnings).toEqual([
      expect.stringMatching(/QuickGELU \(--gelu quick\)/),
      expect.stringMatching(/1 attention head \(--heads\)/),
      expect.stringMatching(/1 attention head of the text transformer \(--text-heads\)/),
    ]);
  });

  it('takes sides from two files', async () => {
    const part = (isImage: boolean) =>
      checkpointOf(new Map([...weights].filter(([name]) => name.startsWith('visual.') === isImage)));
    const plan = await planConversion(await part(true), { ...options, textWeights: await part(false) });
    expect(await answers(plan)).toEqual(expected);
    await expect(planConversion(await part(false), { textWeights: await part(true) })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/Swap them/) as string,
    });
    await expect(planConversion(await part(true), { textWeights: await part(true) })).rejects.toMatchObject({
      code: 'WEIGHTS_MISMATCH',
      message: expect.stringMatching(/holds an image encoder \(.*no text encoder/) as string,
    });
    await expect(planConversion(await part(true))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(/--text-weights/) as string,
    });
  });

  it('is no part that an LSeg checkpoint carries along', async () => {
    const carried = [...weights].map(([name, source]) => [`clip_pretrained.${name}`, source] as const);
    const plan = await planConversion(
      await checkpointOf(new Map([...weightsOf(lsegVitShapes()), ...carried])),
    );
    expect(plan.pipeline.imageEncoder.type).toBe('dpt-vit');
  });

  it.each<[string, () => Promise<ModelPlan>, string, RegExp]>([
    [
      'text of another length',
      async () =>
        planConversion(file, {
          ...options,
          textWeights: await checkpointOf(weightsOf(clipTextShapes({ dim: 4 }))),
        }),
      'WEIGHTS_MISMATCH',
      /length 4 can't be compared with pixel embeddings of length 6/,
    ],
    [
      'an unknown readout',
      () => planConversion(file, { ...options, readout: 'project' }),
      'USAGE',
      /readout/,
    ],
    ['heads that do not fit', () => planConversion(file, { heads: 3 }), 'USAGE', /heads must divide/],
    [
      'positions that are no square',
      async () =>
        planConversion(
          await checkpointOf(
            new Map([...weights, ['visual.positional_embedding', weightsOf({ x: [7, 8] }).get('x')!]]),
          ),
        ),
      'WEIGHTS_MISMATCH',
      /a square of others, it holds 7/,
    ],
    [
      'a bias that is lost',
      async () =>
        planConversion(
          await checkpointOf(
            new Map(
              [...weights].filter(
                ([name]) => !name.endsWith('visual.transformer.resblocks.1.attn.in_proj_bias'),
              ),
            ),
          ),
        ),
      'WEIGHTS_MISMATCH',
      /in_proj_bias is missing/,
    ],
  ])('refuses %s', async (_, plan, code, message) => {
    const error: unknown = await plan().catch((reason: unknown) => reason);
    expect(LangSegError.is(error) && error.code).toBe(code);
    expect((error as Error).message).toMatch(message);
  });
});
