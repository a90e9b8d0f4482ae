import {
  probabilityRows,
  scoreRowsOf,
  tensor,
  type Refiner,
  type RgbImage,
  type RunOptions,
  type ScoreRows,
  type Tensor,
} from '@langseg/core';
import { describe, expect, it } from 'vitest';
import { describeLifecycle } from './support/describe-lifecycle.js';
import { expectClose, expectIdentical } from './support/expect-close.js';
import { expectError } from './support/expect-error.js';
import { randomTensor } from './support/random-tensor.js';
import type { SuiteSetup } from './support/suite-setup.js';
import { take } from './support/take.js';
import { withInstance } from './support/with-instance.js';

/** Setup of {@link testRefiner}. */
export type RefinerSetup = SuiteSetup<Refiner>;

/** Registers the tests that every `Refiner` must pass. */
export function testRefiner(setup: RefinerSetup): void {
  const size = { width: 24, height: 18 };
  const photo = photoOf(size.width, size.height);
  const logits = (labels = 5, seed = 31) => randomTensor([labels, 6, 8], seed);
  const scores = (given = logits()) => scoreRowsOf(given, { ...size, alignCorners: false });
  const refined = async (refiner: Refiner, given: ScoreRows, options?: RunOptions) =>
    (await refiner.guide(photo, options)).refine(given, options);

  describe('refiner conformance', () => {
    it('describes itself', () =>
      withInstance(setup, async (refiner) => {
        expect(refiner.specVersion).toBe(1);
      }));

    it.each([
      [1, 1, 2],
      [9, 1, 3],
      [24, 18, 1],
      [40, 30, 6],
    ])('returns probabilities that add up to 1: %i × %i, %i labels', (width, height, labels) =>
      withInstance(setup, async (refiner) => {
        const guide = await refiner.guide(photoOf(width, height));
        const rows = await guide.refine(scoreRowsOf(logits(labels), { width, height, alignCorners: true }));
        expect([rows.width, rows.height, rows.labelCount]).toEqual([width, height, labels]);
        expect(rows.kind).toBe('probabilities');
        const { data } = tensorOfRows(rows);
        expect(data.every((value) => value >= 0 && value <= 1 + 1e-6)).toBe(true);
        for (let pixel = 0; pixel < width * height; pixel++) {
          const sum = data.subarray(pixel * labels, (pixel + 1) * labels).reduce((a, b) => a + b, 0);
          expect(sum).toBeCloseTo(1, 4);
        }
      }),
    );

    it('permutes its result as the labels are permuted', () =>
      withInstance(setup, async (refiner) => {
        const order = [4, 2, 0, 1, 3];
        const result = tensorOfRows(await refined(refiner, scores()));
        const permuted = tensorOfRows(await refined(refiner, scores(take(logits(), 0, order))));
        expectClose(permuted, take(result, 2, order));
      }));

    it('keeps probabilities that are the same everywhere', () =>
      withInstance(setup, async (refiner) => {
        const flat = scores(tensor('float32', [3, 1, 1], Float32Array.of(2, 1, -1)));
        expectClose(tensorOfRows(await refined(refiner, flat)), tensorOfRows(probabilityRows(flat)), 1e-3);
      }));

    it('takes logits and probabilities alike', () =>
      withInstance(setup, async (refiner) => {
        const result = tensorOfRows(await refined(refiner, scores()));
        expectClose(tensorOfRows(await refined(refiner, probabilityRows(scores()))), result, 1e-3);
      }));

    it('gives rows in any order', () =>
      withInstance(setup, async (refiner) => {
        const rows = await refined(refiner, scores());
        const expected = tensorOfRows(rows);
        const row = new Float32Array(size.width * 5);
        for (const y of [7, 17, 0, 3, 3]) {
          rows.fill(y, row);
          expectClose(tensor('float32', [1, size.width, 5], row), take(expected, 0, [y]));
        }
      }));

    it('paints the label with the highest probability', () =>
      withInstance(setup, async (refiner) => {
        const rows = await refined(refiner, scores());
        if (!rows.fillLabels) return;
        const { data } = tensorOfRows(rows);
        const labelMap = new Uint8Array(size.width * size.height);
        for (let y = 0; y < size.height; y++) rows.fillLabels(y, labelMap, y * size.width);
        for (const [pixel, label] of labelMap.entries())
          expect(data[pixel * 5 + label]).toBeGreaterThan(
            Math.max(...data.subarray(pixel * 5, pixel * 5 + 5)) - 1e-3,
          );
      }));

    it('refines several lists of labels with one guide', () =>
      withInstance(setup, async (refiner) => {
        const guide = await refiner.guide(photo);
        const lists = [logits(5, 41), logits(2, 42), logits(7, 43)];
        const together = await Promise.all(lists.map((list) => guide.refine(scores(list))));
        for (const [i, list] of lists.entries())
          expectClose(tensorOfRows(together[i]), tensorOfRows(await refined(refiner, scores(list))));
      }));

    it('is deterministic and leaves the photo alone', () =>
      withInstance(setup, async (refiner) => {
        const before = photo.data.slice();
        const result = tensorOfRows(await refined(refiner, scores()));
        expectIdentical(tensorOfRows(await refined(refiner, scores())), result);
        expect(photo.data).toEqual(before);
      }));

    it('looks no farther than it says', () =>
      withInstance(setup, async (refiner) => {
        const { reach } = refiner;
        if (reach === undefined) return;
        expect(reach).toBeGreaterThanOrEqual(0);
        const [width, height, middle] = [400, 24, 200];
        const read = async (from: number) => {
          const before = photoOf(width, height);
          const data = before.data.map((value, i) =>
            Math.floor(i / 3) % width < middle ? value : value + from,
          );
          const guide = await refiner.guide({ ...before, data });
          const rows = await guide.refine({
            width,
            height,
            labelCount: 2,
            kind: 'logits',
            fill(y, target) {
              for (let x = 0; x < width; x++) {
                const logit = Math.sin((x + 3 * y) / 9) + (x < middle ? 0 : from);
                target.set([logit, -logit], 2 * x);
              }
            },
          });
          const end = Math.floor(Math.max(0, middle - reach * width));
          return tensorOfRows(rows).data.filter((_, i) => Math.floor(i / 2) % width < end);
        };
        const [left, same] = [await read(0), await read(40)];
        expect(left.length).toBe(same.length);
        left.forEach((value, i) => expect(same[i]).toBeCloseTo(value, 4));
      }));

    it('rejects scores of another size with SHAPE_MISMATCH', () =>
      withInstance(setup, async (refiner) => {
        const other = scoreRowsOf(logits(), { width: 18, height: 24, alignCorners: false });
        await expectError(() => refined(refiner, other), 'SHAPE_MISMATCH');
      }));

    describeLifecycle(setup, async (refiner, options) =>
      tensorOfRows(await refined(refiner, scores(), options)),
    );
  });
}

/** Two colours with a little noise. */
function photoOf(width: number, height: number): RgbImage {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return ((pixel % width) * 2 < width ? 60 : 190) + 20 * (i % 3) + ((pixel * 37) % 11);
  });
  return { width, height, data };
}

/** All rows, as a tensor `[height, width, labels]`. */
function tensorOfRows({ width, height, labelCount, ...rows }: ScoreRows): Tensor<'float32'> {
  const all = tensor('float32', [height, width, labelCount]);
  const size = width * labelCount;
  for (let y = 0; y < height; y++) rows.fill(y, all.data.subarray(y * size, (y + 1) * size));
  return all;
}
