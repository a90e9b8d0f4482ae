import { createReferenceRuntime } from '@langseg/adapter-reference';
import { partAssets } from '@langseg/architecture';
import { defaultRegistry } from '@langseg/components';
import { createPart, LangSegError, pipelineSlots, tensor, type TensorSource } from '@langseg/core';
import { talk2dino } from '@langseg/image-encoders';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkpointOf, weightsOf } from './__fixtures__/checkpoint-of.js';
import { clipSizes, openAiClip } from './__fixtures__/clip-weights.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { planConversion } from './__fixtures__/plan-conversion.js';
import { checkpointShapes, joined, linear, scoped } from './__fixtures__/shapes.js';
import { writeBundle } from './bundle/write-bundle.js';
import type { ModelPlan } from './model-plan.js';
import { textPartOf } from './trained/text-part.js';

const width = 12;
const sizes = {
  patchSize: 14,
  width,
  depth: 2,
  heads: 2,
  hidden: 10,
  ffn: 'mlp',
  registers: 4,
  trainedSide: 28,
  embeddingDim: width,
} as const;
const options = { heads: 2, textHeads: 1 };
const vision = weightsOf(
  checkpointShapes([
    ...talk2dino.architecture.parameters(sizes),
    ...talk2dino.architecture.idleParameters(sizes),
  ]),
);
const projection = weightsOf(
  joined([
    scoped('linear_layer', linear(clipSizes.embeddingDim, width)),
    scoped('hidden_layers.0', linear(width, width)),
  ]),
);
let clip: Map<string, TensorSource>;
let files: Record<'vision' | 'clip' | 'projection', Awaited<ReturnType<typeof checkpointOf>>>;
beforeAll(async () => {
  clip = await openAiClip();
  files = {
    vision: await checkpointOf(vision),
    clip: await checkpointOf(clip),
    projection: await checkpointOf(projection),
  };
}, 60_000);

/** What a plan makes of a photo and a label. */
async function answers(plan: ModelPlan) {
  const context = {
    runtime: createReferenceRuntime(),
    assets: partAssets(plan, 'memory'),
    preprocessing: plan.preprocessing!,
  };
  const image = await createPart(
    defaultRegistry,
    pipelineSlots.imageEncoder,
    plan.pipeline.imageEncoder,
    context,
  );
  const text = await createPart(
    defaultRegistry,
    pipelineSlots.textEncoder,
    plan.pipeline.textEncoder,
    context,
  );
  const pixels = tensor('float32', [1, 3, 20, 28]);
  pixels.data.forEach((_, i) => (pixels.data[i] = (i % 7) / 7));
  return [(await image.encode(pixels)).values.data, (await text.encode(['ab'])).data];
}

const fromThree = () =>
  planConversion(files.vision, { textWeights: files.clip, projection: files.projection, ...options });

describe('Talk2DINO', () => {
  it('is converted from DINOv2, CLIP and the projection', async () => {
    const plan = await fromThree();
    expect(plan.architecture).toMatch(
      /^Talk2DINO, DINOv2 .*4 registers\), CLIP text .* projected from 6 to 12 numbers$/,
    );
    expect(plan.pipeline).toMatchObject({
      imageEncoder: { type: 'talk2dino', embeddingDim: width },
      textEncoder: {
        type: 'projected',
        activation: 'tanh',
        encoder: { type: 'clip-text' },
        encoderModels: ['onnx/text_encoder.onnx'],
        encoderFiles: ['tokenizer.json'],
      },
    });
    expect(plan.pipeline.textEncoder.prompts).toHaveLength(7);
    expect(plan.view).toEqual({ windows: { size: 448, stride: 224, shortSide: 448 }, fuse: 'sum-logits' });
    const [patches, words] = await answers(plan);
    expect([patches.length, words.length]).toEqual([2 * 2 * width, width]);
  });

  it('is converted from one file that holds all of it, behind whatever prefixes', async () => {
    const whole = new Map(
      [['model', vision] as const, ['clip_model', clip] as const, ['proj', projection] as const].flatMap(
        ([prefix, weights]) => [...weights].map(([name, source]) => [`${prefix}.${name}`, source] as const),
      ),
    );
    const plan = await planConversion(await checkpointOf(whole), options);
    expect(await answers(plan)).toEqual(await answers(await fromThree()));
  });

  it('is copied into another bundle with all its files, under the names that they have there', async () => {
    const bundle = new MemoryBundle();
    await writeBundle(await fromThree(), bundle, { name: 'talk2dino', dtype: 'fp16' });
    const part = await textPartOf(bundle, defaultRegistry);
    expect(part.component).toMatchObject({
      encoder: { model: 'onnx/text_encoder_fp16.onnx' },
      encoderModels: ['onnx/text_encoder_fp16.onnx'],
      model: 'onnx/text_projection_fp16.onnx',
    });
    expect([...part.graphs.keys()].sort()).toEqual([
      'onnx/text_encoder_fp16.onnx',
      'onnx/text_projection_fp16.onnx',
    ]);
    expect([...part.files.keys()]).toEqual(['tokenizer.json']);
  });

  it.each<[string, () => Promise<ModelPlan>, string, RegExp]>([
    [
      'DINOv2 alone',
      () => planConversion(files.vision, { heads: 2 }),
      'USAGE',
      /holds no text encoder.*--text-weights/s,
    ],
    [
      'CLIP without the projection',
      () => planConversion(files.vision, { textWeights: files.clip, ...options }),
      'WEIGHTS_MISMATCH',
      /length 6 can't be compared with pixel embeddings of length 12/,
    ],
    [
      'another file as projection',
      () => planConversion(files.vision, { textWeights: files.clip, projection: files.clip, ...options }),
      'WEIGHTS_MISMATCH',
      /\(--projection\) holds none that is known; known: Talk2DINO's projection/,
    ],
    [
      'the projection as text',
      () => planConversion(files.vision, { textWeights: files.projection, heads: 2 }),
      'WEIGHTS_MISMATCH',
      /holds no text encoder/,
    ],
  ])('refuses %s', async (_, plan, code, message) => {
    const error: unknown = await plan().catch((reason: unknown) => reason);
    expect(LangSegError.is(error) && error.code).toBe(code);
    expect((error as Error).message).toMatch(message);
  });
});
