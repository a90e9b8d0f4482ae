import type { SpatialRegularizer, Tensor } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectClose, expectFinite, expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import { randomTensor } from './support/random-tensor.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { take } from './support/take.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testRegularizer}. */
export type RegularizerSetup = SuiteSetup<SpatialRegularizer>;

const shape = [2, 5, 6, 7];

/** Registers the tests that every `SpatialRegularizer` must pass. */
export function testRegularizer(setup: RegularizerSetup): void {
  const logits = () => randomTensor(shape, 21);

  describe('spatial regularizer conformance', () => {
    it('describes itself', () =>
      withInstance(setup, async (regularizer) => {
        expect(regularizer.specVersion).toBe(1);
        expect(typeof regularizer.couplesLabels).toBe('boolean');
      }));

    it.each([shape, [1, 1, 1, 1], [1, 3, 1, 9], [3, 2, 8, 4]])(
      'keeps the shape [%i, %i, %i, %i]',
      (...lengths) =>
        withInstance(setup, async (regularizer) => {
          const result = await regularizer.forward(randomTensor(lengths, 22));
          expect(result.shape).toEqual(lengths);
          expectFinite(result);
        }),
    );

    it('permutes its result as the labels are permuted', () =>
      withInstance(setup, async (regularizer) => {
        const order = [4, 2, 0, 1, 3];
        const result = await regularizer.forward(logits());
        expectClose(await regularizer.forward(take(logits(), 1, order)), take(result, 1, order));
      }));

    it('tells the truth about couplesLabels', () =>
      withInstance(setup, async (regularizer) => {
        const result = await regularizer.forward(logits());
        const company = await regularizer.forward(withLabelRaised(logits(), 4));
        const others = [0, 1, 2, 3];
        if (regularizer.couplesLabels)
          expect(take(company, 1, others).data).not.toEqual(take(result, 1, others).data);
        else {
          expectClose(take(company, 1, others), take(result, 1, others));
          for (const label of others)
            expectClose(await regularizer.forward(take(logits(), 1, [label])), take(result, 1, [label]));
        }
      }));

    it('computes a batch as its images one by one', () =>
      withInstance(setup, async (regularizer) => {
        const result = await regularizer.forward(logits());
        for (const image of [0, 1])
          expectClose(await regularizer.forward(take(logits(), 0, [image])), take(result, 0, [image]));
      }));

    it('is deterministic and leaves its input alone', () =>
      withInstance(setup, async (regularizer) => {
        const input = logits();
        const result = await regularizer.forward(input);
        expectIdentical(await regularizer.forward(input), result);
        expectIdentical(input, logits());
      }));

    it('rejects logits without a batch axis with SHAPE_MISMATCH', () =>
      withInstance(setup, async (regularizer) => {
        await expectError(() => regularizer.forward(randomTensor([5, 6, 7], 23)), 'SHAPE_MISMATCH');
      }));

    describeLifecycle(setup, (regularizer, options) => regularizer.forward(logits(), options));
  });
}

function withLabelRaised(logits: Tensor<'float32'>, label: number): Tensor<'float32'> {
  const [, labels, height, width] = logits.shape;
  const area = height * width;
  return {
    ...logits,
    data: logits.data.map((value, i) => (Math.floor(i / area) % labels === label ? value + 10 : value)),
  };
}
