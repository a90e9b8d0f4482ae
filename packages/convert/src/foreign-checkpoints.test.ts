import type { Checkpoint } from '@langseg/checkpoints';
import { sourceOf, tensor, type TensorSource, type Weights } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { checkpointOf, weightsOf, wordTable } from './__fixtures__/checkpoint-of.js';
import { clipTextShapes, huggingFaceTextShapes, lsegVitShapes } from './__fixtures__/lseg-shapes.js';
import { MemoryBundle } from './__fixtures__/memory-bundle.js';
import { mobilenetShapes } from './__fixtures__/mobilenet-shapes.js';
import { writeBundle } from './bundle/write-bundle.js';
import { planConversion } from './__fixtures__/plan-conversion.js';

const small = weightsOf(mobilenetShapes(6));
const options = { wordTable: wordTable(6) };

function prefixed(weights: Weights, prefix: string): Weights {
  return new Map([...weights].map(([name, source]) => [prefix + name, source]));
}

/** A checkpoint as pickles have it: several dicts of weights in one file. */
async function containers(dicts: Readonly<Record<string, Weights>>): Promise<Checkpoint> {
  const all = new Map(Object.entries(dicts).flatMap(([key, weights]) => [...prefixed(weights, `${key}.`)]));
  const opened = await checkpointOf(new Map([['step', sourceOf(tensor('int64', []))]]));
  return { ...opened, tensors: new Map(), allTensors: all, stateDicts: new Map(Object.entries(dicts)) };
}

const convert = (checkpoint: Checkpoint, chosen: Readonly<Record<string, unknown>> = {}) =>
  planConversion(checkpoint, { ...options, ...chosen });

describe('wrapped weights', () => {
  it.each(['module.', 'model.', '_orig_mod.', 'net.', 'module.net.', '_orig_mod.module.', 'a.b.'])(
    'behind %s are converted as the bare ones are, and the prefix is named',
    async (prefix) => {
      const bare = await convert(await checkpointOf(small));
      const plan = await convert(await checkpointOf(prefixed(small, prefix)));
      expect(plan.pipeline).toEqual(bare.pipeline);
      expect([...plan.graphs.get('onnx/image_encoder.onnx')!.initializers.keys()]).toEqual([
        ...bare.graphs.get('onnx/image_encoder.onnx')!.initializers.keys(),
      ]);
      expect(bare.notes).toEqual([]);
      for (const part of prefix.split('.').filter(Boolean)) expect(plan.notes!.join()).toContain(`${part}.`);
    },
  );

  it.each(['model', 'model_state_dict', 'ema', 'checkpoint.model'])('under %s are found', async (key) => {
    const plan = await convert(await containers({ [key]: prefixed(small, 'module.') }));
    expect(plan.notes!.join()).toContain(`"${key}"`);
  });

  it('of an average are taken only when asked for', async () => {
    const both = await containers({ ema: small, model: small });
    expect((await convert(both)).notes!.join(' ')).toMatch(/under "model"\. Others .* under "ema"/);
    expect((await convert(both, { stateDict: 'ema' })).notes!.join(' ')).toMatch(/under "ema"\.$/);
    await expect(convert(both, { stateDict: 'swa' })).rejects.toThrow(/no tensors under "swa"/);
  });
});

describe("CLIP's text weights", () => {
  const whole = weightsOf(lsegVitShapes());
  const bare = new Map([...whole].filter(([name]) => !name.startsWith('clip_pretrained.')));

  it('that are missing are named with the option that brings them', async () => {
    await expect(planConversion(await checkpointOf(bare))).rejects.toThrow(
      expect.objectContaining({ code: 'WEIGHTS_MISMATCH', message: expect.stringMatching(/--text-weights/) }),
    );
  });

  it.each<[string, () => Weights]>([
    ["OpenAI's CLIP", () => weightsOf(clipTextShapes())],
    ["Hugging Face's CLIP", () => prefixed(weightsOf(huggingFaceTextShapes()), 'model.')],
    ['another LSeg network', () => prefixed(whole, 'net.')],
  ])('come from %s', async (_, weights) => {
    const textWeights = await checkpointOf(weights());
    const plan = await planConversion(await checkpointOf(bare), { textWeights });
    expect(plan.pipeline.textEncoder).toMatchObject({ type: 'clip-text', width: 8, embeddingDim: 6 });
  });

  it('are refused when the file has none', async () => {
    const textWeights = await checkpointOf(small);
    await expect(planConversion(await checkpointOf(bare), { textWeights })).rejects.toThrow(
      /no text encoder that is known/,
    );
  });
});

describe('what weights do not tell', () => {
  it('is said to be guessed where no official network has these sizes', async () => {
    const checkpoint = await checkpointOf(weightsOf(lsegVitShapes()));
    const { warnings = [] } = await planConversion(checkpoint);
    expect(warnings.join('\n')).toMatch(
      /Guessed: 1 attention head \(--heads\) and the blocks 0, 1, 2, 3 .*\(--out-indices\)/,
    );
    expect(warnings.join('\n')).toMatch(/64 channels a head don't divide a width of 8/);
    expect(warnings.join('\n')).toMatch(/--text-heads/);
    const said = { heads: 2, outIndices: [0, 1, 2, 3], textHeads: 2 };
    expect((await planConversion(checkpoint, said)).warnings).toEqual([]);
  });
});

describe('weights that are no numbers', () => {
  const spoilt = (name: string, value: number): Weights => {
    const shape = small.get(name)!.shape;
    const data = new Float32Array(shape.reduce((product, length) => product * length, 1)).fill(0.1);
    data[0] = value;
    return new Map<string, TensorSource>([...small, [name, sourceOf(tensor('float32', shape, data))]]);
  };
  const write = async (weights: Weights, dtype: 'fp32' | 'fp16' | 'int8') =>
    writeBundle(await convert(await checkpointOf(weights)), new MemoryBundle(), { name: 'x', dtype });

  it.each(['fp32', 'fp16', 'int8'] as const)('are refused, stored as %s', async (dtype) => {
    for (const value of [NaN, Infinity])
      for (const name of ['backbone.000.weight', 'fuse4.6.bias', 'log_logit_scale'])
        await expect(write(spoilt(name, value), dtype)).rejects.toThrow(
          expect.objectContaining({
            code: 'FILE_CORRUPT',
            message: expect.stringContaining(`"${name}" holds 1 value that is`),
          }),
        );
  });

  it('also where a network comes from training', async () => {
    const plan = await convert(await checkpointOf(small));
    const [[path, graph]] = plan.graphs;
    const [[name, { shape }]] = graph.initializers;
    const broken = {
      shape,
      dtype: 'float32',
      load: async () => tensor('float32', shape).data.fill(NaN),
    } as const;
    const initializers = new Map([
      ...graph.initializers,
      [name, { ...broken, load: async () => tensor('float32', shape, await broken.load()) }],
    ]);
    await expect(
      writeBundle({ ...plan, graphs: new Map([[path, { ...graph, initializers }]]) }, new MemoryBundle(), {
        name: 'x',
      }),
    ).rejects.toThrow(/no number/);
  });
});
