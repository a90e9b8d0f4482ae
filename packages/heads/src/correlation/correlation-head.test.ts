import { createReferenceRuntime } from '@langseg/adapter-reference';
import { testHead } from '@langseg/conformance';
import {
  l2Normalize,
  LangSegError,
  resizeBilinear,
  tensor,
  upsampledNorms,
  type EmbeddingUpsampling,
  type Runtime,
  type Tensor,
} from '@langseg/core';
import { correlate } from '@langseg/core/reference';
import { describe, expect, it } from 'vitest';
import { lsegLogitScale } from '@langseg/architecture';
import { CorrelationHead } from './correlation-head.js';

testHead({ create: () => new CorrelationHead(createReferenceRuntime()) });

function waves(...shape: number[]): Tensor<'float32'> {
  const size = shape.reduce((product, length) => product * length, 1);
  return tensor(
    'float32',
    shape,
    Float32Array.from({ length: size }, (_, i) => Math.sin(1 + i * i)),
  );
}

function embeddings(values: Tensor<'float32'>, upsampling: EmbeddingUpsampling) {
  return { values, norms: upsampledNorms(values, upsampling), upsampling };
}

/** Counts what is loaded and can be told to fail. */
function countingRuntime() {
  const runtime = createReferenceRuntime();
  const counter = { loads: 0, isBroken: false };
  const counting: Runtime = {
    ...runtime,
    load: (...parameters) => {
      counter.loads++;
      if (counter.isBroken) return Promise.reject(new LangSegError('RUNTIME_FAILED', 'no memory'));
      return runtime.load(...parameters);
    },
  };
  return { runtime: counting, counter };
}

const single = { factor: 1, alignCorners: false };
const doubled = { factor: 2, alignCorners: true };

describe('CorrelationHead', () => {
  it.each([
    { shape: [1, 6, 3, 4], upsampling: doubled },
    { shape: [2, 5, 1, 7], upsampling: doubled },
    { shape: [1, 3, 2, 2], upsampling: { factor: 4, alignCorners: false } },
    { shape: [2, 4, 5, 3], upsampling: single },
  ])(
    'equals upsampling, then normalising, then multiplying for $shape by $upsampling.factor',
    async (given) => {
      const { shape, upsampling } = given;
      const values = waves(...shape);
      const text = l2Normalize(waves(3, shape[1]), 1);
      const naive = correlate(
        l2Normalize(resizeBilinear(values, { scaleFactor: upsampling.factor }, upsampling), 1),
        text,
        { logitScale: lsegLogitScale },
      );
      const head = new CorrelationHead(createReferenceRuntime());
      const logits = await head.forward(embeddings(values, upsampling), text);
      expect(logits.shape).toEqual(naive.shape);
      logits.data.forEach((value, i) => expect(value).toBeCloseTo(naive.data[i], 4));
    },
  );

  it('multiplies cosines by the logit scale of LSeg, or another', async () => {
    const pixel = embeddings(tensor('float32', [1, 2, 1, 1], Float32Array.of(3, 4)), single);
    const text = tensor('float32', [2, 2], Float32Array.of(0.6, 0.8, -0.8, 0.6));
    const [same, across] = (await new CorrelationHead(createReferenceRuntime()).forward(pixel, text)).data;
    expect(same).toBeCloseTo(1 / 0.07, 5);
    expect(across).toBeCloseTo(0, 5);
    const mild = new CorrelationHead(createReferenceRuntime(), { logitScale: 2 });
    expect((await mild.forward(pixel, text)).data[0]).toBeCloseTo(2, 6);
  });

  it('gives pixels without an embedding logit 0', async () => {
    const head = new CorrelationHead(createReferenceRuntime());
    const blank = embeddings(tensor('float32', [1, 3, 2, 2]), doubled);
    expect([...(await head.forward(blank, waves(2, 3))).data]).toEqual(Array<number>(32).fill(0));
  });

  it('loads one graph for each kind of input', async () => {
    const { runtime, counter } = countingRuntime();
    const head = new CorrelationHead(runtime);
    const pixels = embeddings(waves(2, 4, 2, 3), doubled);
    await Promise.all([head.forward(pixels, waves(3, 4)), head.forward(pixels, waves(5, 4))]);
    expect(counter.loads).toBe(1);
    await head.forward(pixels, waves(2, 5, 4));
    await head.forward(embeddings(waves(2, 4, 2, 3), single), waves(3, 4));
    expect(counter.loads).toBe(3);
  });

  it('tries again after a graph could not be loaded', async () => {
    const { runtime, counter } = countingRuntime();
    const head = new CorrelationHead(runtime);
    const pixels = embeddings(waves(1, 4, 2, 3), doubled);
    counter.isBroken = true;
    await expect(head.forward(pixels, waves(3, 4))).rejects.toThrow('no memory');
    counter.isBroken = false;
    await expect(head.forward(pixels, waves(3, 4))).resolves.toBeDefined();
  });
});
