import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor, type Tensor, type TensorSource } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { clipWeightsFromHuggingFace } from '../weights-from-hugging-face.js';
import { clipTextConfigOf } from './clip-text-config.js';
import { clipTextGraph } from './clip-text-graph.js';

const width = 8;
const contextLength = 6;

/** Repeatable values between −1 and 1. */
function noise(shape: readonly number[], seed: number): TensorSource<'float32'> {
  const length = shape.reduce((product, axis) => product * axis, 1);
  return sourceOf(
    tensor(
      'float32',
      shape,
      Float32Array.from({ length }, (_, i) => Math.sin(i * 12.9898 + seed)),
    ),
  );
}

const block = {
  'ln_1.weight': [width],
  'ln_1.bias': [width],
  'attn.in_proj_weight': [3 * width, width],
  'attn.in_proj_bias': [3 * width],
  'attn.out_proj.weight': [width, width],
  'attn.out_proj.bias': [width],
  'ln_2.weight': [width],
  'ln_2.bias': [width],
  'mlp.c_fc.weight': [4 * width, width],
  'mlp.c_fc.bias': [4 * width],
  'mlp.c_proj.weight': [width, 4 * width],
  'mlp.c_proj.bias': [width],
};
const shapes: Record<string, number[]> = {
  'token_embedding.weight': [10, width],
  positional_embedding: [contextLength, width],
  'ln_final.weight': [width],
  'ln_final.bias': [width],
  text_projection: [width, 5],
  ...Object.fromEntries(
    [0, 1].flatMap((index) =>
      Object.entries(block).map(([name, shape]) => [`transformer.resblocks.${index}.${name}`, shape]),
    ),
  ),
};
const weights = new Map(Object.entries(shapes).map(([name, shape], i) => [name, noise(shape, i)]));
const config = clipTextConfigOf(weights, { heads: 2 });

async function encode(rows: readonly (readonly number[])[], eot: readonly number[], from = weights) {
  const session = await createReferenceRuntime().load(await encodeModel(clipTextGraph(from, config)));
  const tokens = tensor('int64', [rows.length, rows[0].length], BigInt64Array.from(rows.flat(), BigInt));
  const feeds = { tokens, eot: tensor('int64', [eot.length], BigInt64Array.from(eot, BigInt)) };
  return (await session.run(feeds)).embeddings as Tensor<'float32'>;
}

describe('clipTextConfigOf', () => {
  it('reads sizes off the weights', () => {
    expect(config).toEqual({ width, heads: 2, depth: 2, contextLength, embeddingDim: 5 });
    expect(() => clipTextConfigOf(new Map())).toThrow(expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }));
  });
});

describe('clipTextGraph', () => {
  it('needs no positions behind the end marker', async () => {
    const short = await encode([[7, 3, 9]], [2]);
    const full = await encode([[7, 3, 9, 0, 0, 0]], [2]);
    expect(short.shape).toEqual([1, 5]);
    short.data.forEach((value, i) => expect(value).toBeCloseTo(full.data[i], 6));
  });

  it('pools each label at its own end marker', async () => {
    const both = await encode(
      [
        [7, 9, 0, 0],
        [7, 1, 2, 9],
      ],
      [1, 3],
    );
    const [first, second] = [await encode([[7, 9]], [1]), await encode([[7, 1, 2, 9]], [3])];
    [...first.data, ...second.data].forEach((value, i) => expect(both.data[i]).toBeCloseTo(value, 6));
  });

  it('lists every missing weight', () => {
    const incomplete = new Map(weights);
    incomplete.delete('ln_final.bias');
    incomplete.delete('transformer.resblocks.1.mlp.c_fc.weight');
    expect(() => clipTextGraph(incomplete, config)).toThrow(
      expect.objectContaining({
        code: 'WEIGHTS_MISMATCH',
        context: { missing: ['transformer.resblocks.1.mlp.c_fc.weight', 'ln_final.bias'] },
      }),
    );
  });
});

describe('clipWeightsFromHuggingFace', () => {
  it('computes the same from the other naming', async () => {
    const rows = async (name: string, from: number, to: number) => {
      const { shape, data } = await weights.get(name)!.load();
      const size = data.length / shape[0];
      return sourceOf(tensor('float32', [to - from, ...shape.slice(1)], data.slice(from * size, to * size)));
    };
    const projection = (await weights.get('text_projection')!.load()).data;
    const transposed = Float32Array.from(
      { length: 5 * width },
      (_, i) => projection[(i % width) * 5 + Math.floor(i / width)],
    );
    const theirs = new Map<string, TensorSource>([
      ['text_model.embeddings.token_embedding.weight', weights.get('token_embedding.weight')!],
      ['text_model.embeddings.position_embedding.weight', weights.get('positional_embedding')!],
      ['text_model.final_layer_norm.weight', weights.get('ln_final.weight')!],
      ['text_model.final_layer_norm.bias', weights.get('ln_final.bias')!],
      ['text_projection.weight', sourceOf(tensor('float32', [5, width], transposed))],
    ]);
    for (const index of [0, 1]) {
      const [from, to] = [`transformer.resblocks.${index}`, `text_model.encoder.layers.${index}`];
      for (const kind of ['weight', 'bias']) {
        for (const [i, letter] of ['q', 'k', 'v'].entries())
          theirs.set(
            `${to}.self_attn.${letter}_proj.${kind}`,
            await rows(`${from}.attn.in_proj_${kind}`, i * width, (i + 1) * width),
          );
        for (const [ours, name] of [
          ['ln_1', 'layer_norm1'],
          ['ln_2', 'layer_norm2'],
          ['attn.out_proj', 'self_attn.out_proj'],
          ['mlp.c_fc', 'mlp.fc1'],
          ['mlp.c_proj', 'mlp.fc2'],
        ])
          theirs.set(`${to}.${name}.${kind}`, weights.get(`${from}.${ours}.${kind}`)!);
      }
    }
    const renamed = new Map(clipWeightsFromHuggingFace(theirs)) as typeof weights;
    expect([...renamed.keys()].sort()).toEqual([...weights.keys()].sort());
    expect((await encode([[7, 3, 9]], [2], renamed)).data).toEqual((await encode([[7, 3, 9]], [2])).data);
  });
});
