import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor, type Tensor } from '@langseg/core';
import { encodeModel, GraphBuilder } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { appendSpatialBlock } from './append-spatial-block.js';
import type { SpatialBlockKind } from './spatial-block-config.js';
import { spatialBlockGraph } from './spatial-block-graph.js';
import { spatialBlockParameters } from './spatial-block-parameters.js';

function waves(shape: readonly number[]): Tensor<'float32'> {
  const value = tensor('float32', shape);
  value.data.forEach((_, i) => (value.data[i] = 3 * Math.sin(1 + i * i)));
  return value;
}

const values = new Map(spatialBlockParameters().map(({ name, shape }) => [name, waves(shape)]));
const [kernel, bias] = [...values.values()];
const options = { depth: 2, activation: 'relu' } as const;

/** The block with its filter as weights, and labels hidden from the bottleneck where `labelBias` says so. */
async function regularize(kind: SpatialBlockKind, logits: Tensor<'float32'>, labelBias?: Tensor<'float32'>) {
  const g = new GraphBuilder('block');
  const [weight, offset] = [...values].map(([name, value]) => g.weight(name, sourceOf(value)));
  const regularized = appendSpatialBlock(g, g.input('logits', 'float32', logits.shape), {
    kind,
    kernel: weight,
    bias: offset,
    ...options,
    ...(labelBias && { labelBias: g.input('label_bias', 'float32', labelBias.shape) }),
  });
  g.output('regularized', regularized, 'float32', logits.shape);
  const session = await createReferenceRuntime().load(await encodeModel(g.build()));
  const feeds: Record<string, Tensor> = { logits, ...(labelBias && { label_bias: labelBias }) };
  return (await session.run(feeds)).regularized.data as Float32Array;
}

describe('appendSpatialBlock', () => {
  it.each(['depthwise', 'bottleneck'] as const)('computes the %s graph with weights', async (kind) => {
    const logits = waves([2, 3, 4, 5]);
    const config = { kernel: [...kernel.data], bias: bias.data[0], ...options };
    const session = await createReferenceRuntime().load(await encodeModel(spatialBlockGraph(kind, config)));
    const { regularized } = await session.run({ logits });
    expect(await regularize(kind, logits)).toEqual(regularized.data);
  });

  it('leaves an image with fewer labels as it would be on its own', async () => {
    const [short, padded] = [waves([1, 2, 4, 5]), tensor('float32', [1, 3, 4, 5])];
    padded.data.fill(100).set(short.data);
    const labelBias = tensor('float32', [1, 3, 1, 1], Float32Array.of(0, 0, -1e9));
    const found = await regularize('bottleneck', padded, labelBias);
    expect(found.subarray(0, short.data.length)).toEqual(await regularize('bottleneck', short));
    const unmasked = await regularize('bottleneck', padded);
    expect(unmasked.subarray(0, short.data.length)).not.toEqual(found.subarray(0, short.data.length));
  });
});
