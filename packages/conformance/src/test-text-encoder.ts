import type { TextEncoder } from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectClose, expectFinite, expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { take } from './support/take.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testTextEncoder}. */
export interface TextEncoderSetup extends SuiteSetup<TextEncoder> {
  /** Three or more different labels that the encoder knows. Default `dog`, `grass`, `sky`. */
  readonly labels?: readonly string[];
  /** A label of which nothing is known; left out for encoders that encode anything. */
  readonly unknownLabel?: string;
  /** A label that is encoded in part or truncated; left out for encoders that never do so. */
  readonly partlyKnownLabel?: string;
}

/** Registers the tests that every `TextEncoder` must pass. */
export function testTextEncoder(setup: TextEncoderSetup): void {
  const labels = setup.labels ?? ['dog', 'grass', 'sky'];

  describe('text encoder conformance', () => {
    it('describes itself', () =>
      withInstance(setup, async (encoder) => {
        expect(encoder.specVersion).toBe(1);
        expect(encoder.embeddingDim).toBeGreaterThan(0);
        expect(Number.isInteger(encoder.embeddingDim)).toBe(true);
        expect(encoder.contextLength).toBeGreaterThan(0);
      }));

    it('returns one unit vector for each label', () =>
      withInstance(setup, async (encoder) => {
        const text = await encoder.encode(labels);
        expect(text.shape).toEqual([labels.length, encoder.embeddingDim]);
        expectFinite(text);
        for (let row = 0; row < labels.length; row++) {
          const { data } = take(text, 0, [row]);
          expect(Math.sqrt(data.reduce((sum, value) => sum + value * value, 0))).toBeCloseTo(1, 4);
        }
      }));

    it('is deterministic', () =>
      withInstance(setup, async (encoder) => {
        expectIdentical(await encoder.encode(labels), await encoder.encode(labels));
      }));

    it('keeps the order of the labels', () =>
      withInstance(setup, async (encoder) => {
        const order = labels.map((_, i) => i).toReversed();
        const text = await encoder.encode(labels);
        expectClose(await encoder.encode(labels.toReversed()), take(text, 0, order));
      }));

    it('encodes a label alike whatever its company', () =>
      withInstance(setup, async (encoder) => {
        const text = await encoder.encode(labels);
        for (const [row, label] of labels.entries())
          expectClose(await encoder.encode([label]), take(text, 0, [row]));
      }));

    it('gives equal labels equal rows and different labels different rows', () =>
      withInstance(setup, async (encoder) => {
        const text = await encoder.encode([labels[0], labels[1], labels[0]]);
        const [first, second, third] = [0, 1, 2].map((row) => take(text, 0, [row]).data);
        expect(third).toEqual(first);
        expect(second).not.toEqual(first);
      }));

    it('does not warn of labels it knows', () =>
      withInstance(setup, async (encoder) => {
        const warned: string[] = [];
        await encoder.encode(labels, { onWarning: ({ label }) => warned.push(label) });
        expect(warned).toEqual([]);
      }));

    const { unknownLabel, partlyKnownLabel } = setup;
    if (unknownLabel !== undefined)
      it('gives a row of zeros and a warning for a label of which nothing is known', () =>
        withInstance(setup, async (encoder) => {
          const warned: string[] = [];
          const text = await encoder.encode([labels[0], unknownLabel], {
            onWarning: ({ label }) => warned.push(label),
          });
          expect(take(text, 0, [1]).data.every((value) => value === 0)).toBe(true);
          expect(warned).toEqual([unknownLabel]);
          await expectError(() => encoder.encode([unknownLabel]), 'LABELS_INVALID');
        }));

    if (partlyKnownLabel !== undefined)
      it('encodes a label it knows in part, with one warning', () =>
        withInstance(setup, async (encoder) => {
          const warned: string[] = [];
          const text = await encoder.encode([labels[0], partlyKnownLabel], {
            onWarning: ({ label, message }) => {
              warned.push(label);
              expect(message).not.toBe('');
            },
          });
          expect(text.shape).toEqual([2, encoder.embeddingDim]);
          expect(warned).toEqual([partlyKnownLabel]);
        }));

    describeLifecycle(setup, (encoder, options) => encoder.encode(labels, options));
  });
}
