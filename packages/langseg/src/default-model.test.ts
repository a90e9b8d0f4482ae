import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createNodeRuntime, directoryAssets } from '@langseg/adapters/node';
import { bytesSource, readSafetensors } from '@langseg/checkpoints';
import {
  labelMapFromLogits,
  normalizePixels,
  openBundle,
  type PipelineParts,
  type Tensor,
} from '@langseg/core';
import { bundleUrl } from '@langseg/default-model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultRegistry } from './default-registry.js';

/** What PyTorch computed with these weights: cosines at stride 4, and the best label at full size. */
const labels = ['sky', 'grass', 'dog', 'person', 'other', 'potted plant', 't-shirt', 'airplane'];
const golden = await readSafetensors(
  bytesSource(await readFile(new URL('./__fixtures__/default-model.safetensors', import.meta.url))),
);
const load = async <T extends Tensor>(name: string) => (await golden.tensors.get(name)!.load()) as T;

let parts: PipelineParts;
let pixels: Tensor<'float32'>;
let logitScale: number;

beforeAll(async () => {
  const assets = directoryAssets(fileURLToPath(bundleUrl));
  const bundle = await openBundle(assets, { registry: defaultRegistry, runtime: createNodeRuntime() });
  parts = bundle.parts;
  logitScale = (bundle.config.pipeline.head as { logitScale: number }).logitScale;
  const { shape, data } = await load<Tensor<'uint8'>>('in.rgb_u8');
  pixels = normalizePixels({ width: shape[1], height: shape[0], data }, parts.imageEncoder.preprocessing);
});

afterAll(async () => {
  for (const part of [parts.textEncoder, parts.imageEncoder, parts.head]) await part.dispose();
});

async function logitsFor(text: Tensor<'float32'>): Promise<Tensor<'float32'>> {
  return parts.head.forward(await parts.imageEncoder.encode(pixels), text);
}

describe('the default model', () => {
  it('computes the cosines that PyTorch computed', async () => {
    const logits = await logitsFor(await load('out.text'));
    const expected = await load<Tensor<'float32'>>('out.logits_cos');
    expect(logits.shape).toEqual(expected.shape);
    let worst = 0;
    logits.data.forEach(
      (value, i) => (worst = Math.max(worst, Math.abs(value / logitScale - expected.data[i]))),
    );
    expect(worst).toBeLessThan(5e-6);
  });

  it('finds the same label for every pixel', async () => {
    const { shape, data } = await logitsFor(await load('out.text'));
    const map = labelMapFromLogits(
      { dtype: 'float32', shape: shape.slice(1), data },
      {
        width: pixels.shape[3],
        height: pixels.shape[2],
        alignCorners: false,
      },
    );
    const expected = (await load<Tensor<'uint8'>>('out.argmax')).data;
    const different = [...map].filter((label, i) => label !== expected[i]).length;
    expect(different).toBeLessThanOrEqual(2);
  });

  it('reads words as the model was trained to, but for rounding to eight bits', async () => {
    const text = await parts.textEncoder.encode(labels);
    const expected = await load<Tensor<'float32'>>('out.text');
    const width = expected.shape[1];
    labels.forEach((_, row) => {
      let cosine = 0;
      for (let i = row * width; i < (row + 1) * width; i++) cosine += text.data[i] * expected.data[i];
      expect(cosine).toBeGreaterThan(0.9998);
    });
  });
});
