import type { ImageEncoder } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectClose, expectFinite, expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import { randomTensor } from './support/random-tensor.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { take } from './support/take.js';
import { channelNorms, upsample } from './support/upsample.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testImageEncoder}. */
export interface ImageEncoderSetup extends SuiteSetup<ImageEncoder> {
  /** Sizes `[H, W]` that the encoder takes, multiples of its output stride. Keep them small. */
  readonly sizes: readonly (readonly [height: number, width: number])[];
}

/** Registers the tests that every `ImageEncoder` must pass. */
export function testImageEncoder(setup: ImageEncoderSetup): void {
  const [[height, width]] = setup.sizes;
  const photo = () => randomTensor([1, 3, height, width], 1);

  describe('image encoder conformance', () => {
    it('describes itself', () =>
      withInstance(setup, async (encoder) => {
        const { longestSide, sizeMultiple, mean, std } = encoder.preprocessing;
        expect(encoder.specVersion).toBe(1);
        for (const count of [encoder.embeddingDim, encoder.outputStride, sizeMultiple, longestSide]) {
          expect(count).toBeGreaterThan(0);
          expect(Number.isInteger(count)).toBe(true);
        }
        expect(longestSide).toBeGreaterThanOrEqual(sizeMultiple);
        expect(mean).toHaveLength(3);
        expect(std).toHaveLength(3);
        for (const deviation of std) expect(deviation).toBeGreaterThan(0);
      }));

    it.each(setup.sizes)('embeds %i × %i pixels on the grid of its output stride', (height, width) =>
      withInstance(setup, async (encoder) => {
        const { values, norms, upsampling } = await encoder.encode(randomTensor([1, 3, height, width], 2));
        const [h, w] = [height / encoder.outputStride, width / encoder.outputStride];
        expect(values.shape).toEqual([1, encoder.embeddingDim, h, w]);
        expect(norms.shape).toEqual([1, h * upsampling.factor, w * upsampling.factor]);
        expectFinite(values);
      }),
    );

    it('returns the norms of the bilinearly upsampled embeddings', () =>
      withInstance(setup, async (encoder) => {
        const { values, norms, upsampling } = await encoder.encode(photo());
        expectClose(norms, channelNorms(upsample(values, upsampling)));
      }));

    it('encodes a batch as its images one by one', () =>
      withInstance(setup, async (encoder) => {
        const batch = randomTensor([2, 3, height, width], 3);
        const together = await encoder.encode(batch);
        for (const image of [0, 1]) {
          const alone = await encoder.encode(take(batch, 0, [image]));
          expectClose(take(together.values, 0, [image]), alone.values, 1e-3);
          expectClose(take(together.norms, 0, [image]), alone.norms, 1e-3);
        }
      }));

    it('is deterministic and leaves its input alone', () =>
      withInstance(setup, async (encoder) => {
        const pixels = photo();
        const [first, second] = [await encoder.encode(pixels), await encoder.encode(pixels)];
        expectIdentical(second.values, first.values);
        expectIdentical(second.norms, first.norms);
        expectIdentical(pixels, photo());
      }));

    it('sees the image', () =>
      withInstance(setup, async (encoder) => {
        const [first, second] = [
          await encoder.encode(photo()),
          await encoder.encode(randomTensor([1, 3, height, width], 4)),
        ];
        expect(second.values.data).not.toEqual(first.values.data);
      }));

    it.each([
      ['one channel', [1, 1, height, width]],
      ['no batch axis', [3, height, width]],
      ['channels last', [1, height, width, 3]],
    ])('rejects pixels with %s with SHAPE_MISMATCH', (_, shape) =>
      withInstance(setup, async (encoder) => {
        await expectError(() => encoder.encode(randomTensor(shape, 5)), 'SHAPE_MISMATCH');
      }),
    );

    describeLifecycle(setup, (encoder, options) => encoder.encode(photo(), options));
  });
}
