import { createReferenceRuntime } from '@langseg/adapter-reference';
import { sourceOf, tensor } from '@langseg/core';
import { encodeModel } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { waves } from '../__fixtures__/waves.js';
import { plainDinov2 } from './__fixtures__/plain-dinov2.js';
import { dinov2 } from './dinov2.js';

const config = {
  patchSize: 14,
  width: 8,
  depth: 2,
  heads: 2,
  hidden: 12,
  ffn: 'mlp',
  registers: 0,
  trainedSide: 70,
  embeddingDim: 8,
} as const;

/** Weights of all sizes, and a head that hands patches on as they are. */
function weights() {
  const values = new Map(
    dinov2.architecture.parameters(config).map(({ name, shape }, index) => {
      const value = waves(...shape);
      const offset =
        name.endsWith('norm1.weight') || name.endsWith('norm2.weight') || name === 'norm.weight' ? 1 : 0;
      value.data.forEach(
        (number, i) => (value.data[i] = offset + 0.4 * Math.sin(7 * index + 5 * number + i)),
      );
      return [name, value];
    }),
  );
  const identity = tensor('float32', [8, 8, 1, 1]);
  for (let i = 0; i < 8; i++) identity.data[9 * i] = 1;
  return values.set('head.weight', identity).set('head.bias', tensor('float32', [8]));
}

describe('DINOv2 without registers, against plain loops', () => {
  it.each([
    [70, 70],
    [98, 56],
    [42, 140],
    [28, 70],
  ])('on %i × %i pixels', async (height, width) => {
    const all = weights();
    const pixels = waves(1, 3, height, width);
    const sources = new Map([...all].map(([name, value]) => [name, sourceOf(value)]));
    const runtime = createReferenceRuntime();
    const session = await runtime.load(await encodeModel(dinov2.architecture.graph(sources, config)));
    const { embeddings } = await session.run({ pixels });
    const expected = plainDinov2(pixels, all, config);
    expect(embeddings.shape).toEqual([1, 8, height / 14, width / 14]);
    expect(expected).toHaveLength(embeddings.data.length);
    const worst = Math.max(...expected.map((value, i) => Math.abs(value - Number(embeddings.data[i]))));
    expect(worst).toBeLessThan(2e-5);
  });
});
