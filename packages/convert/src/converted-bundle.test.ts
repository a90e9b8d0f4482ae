import { createNodeRuntime } from '@langseg/adapter-node';
import { createReferenceRuntime } from '@langseg/adapter-reference';
import {
  createRegistry,
  l2Normalize,
  labelMapFromLogits,
  openBundle,
  resizeBilinear,
  Segmenter,
  tensor,
  toPixels,
  type RgbImage,
  type Runtime,
  type Tensor,
  type ModelDtype,
} from '@langseg/core';
import { correlate } from '@langseg/core/reference';
import { bottleneck, correlation, depthwise, none } from '@langseg/heads';
import { dptResnet, dptVit, mobilenet } from '@langseg/image-encoders';
import { encodeModel } from '@langseg/onnx-graph';
import { clipText, createClipTextEncoder, createClipTokenizer, wordVectors } from '@langseg/text-encoders';
import { describe, expect, it } from 'vitest';
import { checkpointOf, trainingCheckpointOf, weightsOf, wordTable } from './__fixtures__/checkpoint-of.js';
import { headBlockShapes, lsegResnetShapes, lsegVitShapes } from './__fixtures__/lseg-shapes.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { writeBundle } from './bundle/write-bundle.js';
import type { ModelPlan } from './model-plan.js';
import { planConversion } from './__fixtures__/plan-conversion.js';

const registry = createRegistry([
  clipText,
  wordVectors,
  dptVit,
  dptResnet,
  mobilenet,
  correlation,
  none,
  bottleneck,
  depthwise,
]);
const native = createNodeRuntime({ threads: 1 });
const reference = createReferenceRuntime();

const labels = ['grass', 'a cow', 'sky'];

/** A photo of stripes and gradients. */
const photo: RgbImage = {
  width: 90,
  height: 61,
  data: Uint8Array.from({ length: 90 * 61 * 3 }, (_, i) => (i * i * 31 + 7 * Math.floor(i / 270)) % 256),
};

async function segmenterOf(plan: ModelPlan, dtype?: ModelDtype): Promise<Segmenter> {
  const bundle = new MemoryBundle();
  await writeBundle(plan, bundle, { name: 'tiny', dtype });
  const { parts } = await openBundle(bundle, { registry, runtime: native });
  return new Segmenter(parts);
}

async function runGraph(plan: ModelPlan, path: string, runtime: Runtime, feeds: Record<string, Tensor>) {
  const session = await runtime.load(await encodeModel(plan.graphs.get(path)!));
  const { embeddings } = await session.run(feeds);
  await session.dispose();
  return embeddings as Tensor<'float32'>;
}

/** Logits `[1, N, h, w]` from the graphs themselves, in plain TypeScript throughout. */
async function plainLogits(plan: ModelPlan): Promise<Tensor<'float32'>> {
  const pixels = toPixels(photo, plan.preprocessing!);
  const image = await runGraph(plan, 'onnx/image_encoder.onnx', reference, { pixels });
  const [, , height, width] = image.shape;
  const enlarged = resizeBilinear(image, { size: [2 * height, 2 * width] }, { alignCorners: true });
  const tokenizer = createClipTokenizer(
    JSON.parse(new TextDecoder().decode(plan.files.get('tokenizer.json'))),
  );
  const text = await createClipTextEncoder({
    session: await reference.load(await encodeModel(plan.graphs.get('onnx/text_encoder.onnx')!)),
    tokenizer,
    embeddingDim: 6,
  }).encode(labels);
  const { logitScale } = plan.pipeline.head as { logitScale?: number };
  return correlate(l2Normalize(enlarged, 1), text, { logitScale: logitScale! });
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);
}

describe('a converted bundle computes what its graphs compute', () => {
  it.each([
    ['ViT with 16-pixel patches', lsegVitShapes()],
    ['ViT with 32-pixel patches', lsegVitShapes({ patchSize: 32 })],
    ['ResNet', lsegResnetShapes()],
  ])('%s', async (_, shapes) => {
    const plan = await planConversion(await trainingCheckpointOf(shapes));
    // Photos are brought to 480 pixels; for the plain runtime's sake these are smaller.
    const small = { ...plan, preprocessing: { ...plan.preprocessing!, longestSide: 96 } };
    const segmenter = await segmenterOf(small);
    const result = await segmenter.segment(photo, labels);

    const logits = await plainLogits(small);
    const scores = await result.scores('a cow');
    const [, , height, width] = logits.shape;
    const plane = tensor(
      'float32',
      [1, 1, height, width],
      logits.data.slice(height * width, 2 * height * width),
    );
    const expected = resizeBilinear(plane, { size: [photo.height, photo.width] }, { alignCorners: true });
    expect(largestDifference(scores, expected.data)).toBeLessThan(1e-3);

    const labelMap = labelMapFromLogits(tensor('float32', logits.shape.slice(1), logits.data), {
      width: photo.width,
      height: photo.height,
      alignCorners: true,
    });
    const different = [...labelMap].filter((label, i) => label !== result.labelMap[i]).length;
    expect(different).toBeLessThan(0.005 * labelMap.length);
    await segmenter.dispose();
  });

  it.each([
    ['fp16', 0.1],
    ['int8', 0.5],
    ['q8', 0.5],
  ] as const)('stored as %s it stays close', async (dtype, most) => {
    const plan = await planConversion(await trainingCheckpointOf(lsegVitShapes()));
    const [full, small] = await Promise.all([segmenterOf(plan), segmenterOf(plan, dtype)]);
    const [a, b] = await Promise.all([full, small].map((segmenter) => segmenter.segment(photo, labels)));
    const difference = largestDifference(await a.scores('sky'), await b.scores('sky'));
    expect(difference).toBeLessThan(most);
    expect(difference).toBeGreaterThan(0);
    await Promise.all([full.dispose(), small.dispose()]);
  });

  it('the head block changes the scores', async () => {
    const shapes = { ...lsegVitShapes(), ...headBlockShapes };
    const checkpoint = await trainingCheckpointOf(shapes, { arch_option: 1, block_depth: 2 });
    const segmenter = await segmenterOf(await planConversion(checkpoint));
    const plain = await segmenterOf(await planConversion(await trainingCheckpointOf(lsegVitShapes())));
    const scores = await (await segmenter.segment(photo, labels)).scores(0);
    const plainScores = await (await plain.segment(photo, labels)).scores(0);
    expect(largestDifference(scores, plainScores)).toBeGreaterThan(0.01);
    await Promise.all([segmenter.dispose(), plain.dispose()]);
  });

  it('the small network segments by word vectors', async () => {
    const plan = await planConversion(await checkpointOf(weightsOf(mobilenetShapes(5))), {
      wordTable: wordTable(5),
    });
    const segmenter = await segmenterOf(plan);
    const warnings: string[] = [];
    const result = await segmenter.segment(photo, ['grass', 'cow', 'spaceship'], {
      onWarning: ({ message }) => warnings.push(message),
    });
    expect(result.areas().reduce((sum, { pixels }) => sum + pixels, 0)).toBe(photo.width * photo.height);
    expect(result.areas()[2].pixels).toBe(0);
    expect(warnings).toHaveLength(1);
    await segmenter.dispose();
  });
});
