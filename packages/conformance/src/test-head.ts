import {
  type EmbeddingUpsampling,
  type Head,
  type PixelEmbeddings,
  type Tensor,
  tensor,
} from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectClose, expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import { randomTensor } from './support/random-tensor.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { take } from './support/take.js';
import { channelNorms, upsample } from './support/upsample.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testHead}. */
export interface HeadSetup extends SuiteSetup<Head> {
  /** Length D of the embeddings that the head takes. Default 8. */
  readonly embeddingDim?: number;
}

const upsamplings: readonly EmbeddingUpsampling[] = [
  { factor: 1, alignCorners: true },
  { factor: 2, alignCorners: true },
  { factor: 2, alignCorners: false },
  { factor: 3, alignCorners: true },
];

/** Registers the tests that every word-pixel correlation `Head` must pass. */
export function testHead(setup: HeadSetup): void {
  const dim = setup.embeddingDim ?? 8;
  const labels = 5;
  const text = unitRows(randomTensor([labels, dim], 11));
  const pixels = (batch: number, upsampling = upsamplings[1]): PixelEmbeddings => {
    const values = randomTensor([batch, dim, 3, 4], 12);
    return { values, norms: channelNorms(upsample(values, upsampling)), upsampling };
  };

  describe('head conformance', () => {
    it.each(upsamplings)(
      'returns scaled cosines after upsampling by $factor, alignCorners $alignCorners',
      (upsampling) =>
        withInstance(setup, async (head) => {
          const images = pixels(2, upsampling);
          const logits = await head.forward(images, text);
          const expected = cosines(images, text);
          expect(logits.shape).toEqual(expected.shape);
          const scale = dot(logits.data, expected.data) / dot(expected.data, expected.data);
          expect(scale).toBeGreaterThan(0);
          expectClose(logits, { ...expected, data: expected.data.map((cosine) => cosine * scale) });
        }),
    );

    it('uses one scale for every image and label', () =>
      withInstance(setup, async (head) => {
        const images = pixels(1);
        const own = take(images.values, 0, [0]).data;
        const pixel = Float32Array.from({ length: dim }, (_, c) => own[c * 12]);
        const same = unitRows(tensor('float32', [1, dim], pixel));
        const [first] = (await head.forward(images, same)).data;
        const longer = { ...images, values: scaled(images.values, 7), norms: scaled(images.norms, 7) };
        const [second] = (await head.forward(longer, same)).data;
        expect(second / first).toBeCloseTo(1, 4);
      }));

    it('permutes its logits as the labels are permuted', () =>
      withInstance(setup, async (head) => {
        const order = [3, 0, 4, 1, 2];
        const logits = await head.forward(pixels(1), text);
        expectClose(await head.forward(pixels(1), take(text, 0, order)), take(logits, 1, order));
      }));

    it('takes labels per image', () =>
      withInstance(setup, async (head) => {
        const images = pixels(2);
        const perImage = unitRows(randomTensor([2, labels, dim], 13));
        const logits = await head.forward(images, perImage);
        for (const image of [0, 1]) {
          const own = {
            dtype: 'float32',
            shape: [labels, dim],
            data: take(perImage, 0, [image]).data,
          } as const;
          expectClose(take(logits, 0, [image]), await head.forward(single(images, image), own));
        }
      }));

    it('computes a batch as its images one by one', () =>
      withInstance(setup, async (head) => {
        const images = pixels(3);
        const logits = await head.forward(images, text);
        for (const image of [0, 1, 2])
          expectClose(take(logits, 0, [image]), await head.forward(single(images, image), text));
      }));

    it('takes one label', () =>
      withInstance(setup, async (head) => {
        const logits = await head.forward(pixels(1), text);
        expectClose(await head.forward(pixels(1), take(text, 0, [2])), take(logits, 1, [2]));
      }));

    it('is deterministic', () =>
      withInstance(setup, async (head) => {
        expectIdentical(await head.forward(pixels(2), text), await head.forward(pixels(2), text));
      }));

    it('rejects what does not fit together with SHAPE_MISMATCH', () =>
      withInstance(setup, async (head) => {
        const images = pixels(2);
        await expectError(() => head.forward(images, randomTensor([labels, dim + 1], 1)), 'SHAPE_MISMATCH');
        await expectError(() => head.forward(images, randomTensor([dim], 1)), 'SHAPE_MISMATCH');
        await expectError(() => head.forward(images, randomTensor([3, labels, dim], 1)), 'SHAPE_MISMATCH');
        const wrongNorms = { ...images, norms: randomTensor([2, 3, 4], 1) };
        await expectError(() => head.forward(wrongNorms, text), 'SHAPE_MISMATCH');
      }));

    describeLifecycle(setup, (head, options) => head.forward(pixels(1), text, options));
  });
}

function unitRows(rows: Tensor<'float32'>): Tensor<'float32'> {
  const dim = rows.shape.at(-1)!;
  const data = rows.data.slice();
  for (let begin = 0; begin < data.length; begin += dim) {
    const row = data.subarray(begin, begin + dim);
    const norm = Math.sqrt(dot(row, row));
    row.set(row.map((value) => value / norm));
  }
  return { ...rows, data };
}

function scaled(value: Tensor<'float32'>, factor: number): Tensor<'float32'> {
  return { ...value, data: value.data.map((element) => element * factor) };
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}

function single({ values, norms, upsampling }: PixelEmbeddings, image: number): PixelEmbeddings {
  return { values: take(values, 0, [image]), norms: take(norms, 0, [image]), upsampling };
}

/** Cosines between every upsampled embedding and every row of `text`: `[B, N, H, W]`. */
function cosines({ values, upsampling }: PixelEmbeddings, text: Tensor<'float32'>): Tensor<'float32'> {
  const { shape, data } = upsample(values, upsampling);
  const [batch, dim, height, width] = shape;
  const area = height * width;
  const norms = channelNorms({ dtype: 'float32', shape, data }).data;
  const result = tensor('float32', [batch, text.shape[0], height, width]);
  for (let i = 0; i < result.data.length; i++) {
    const image = Math.floor(i / (area * text.shape[0]));
    const label = Math.floor(i / area) % text.shape[0];
    const at = i % area;
    let sum = 0;
    for (let c = 0; c < dim; c++) sum += data[(image * dim + c) * area + at] * text.data[label * dim + c];
    result.data[i] = sum / norms[image * area + at];
  }
  return result;
}
