import { describe, expect, it } from 'vitest';
import { maxDifference, noise, noiseTensor } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { argmax } from './argmax.js';
import { createLabelMapAccumulator, labelMapFromLogits } from './label-map-accumulator.js';
import { allocateLabelMap } from './label-map.js';
import { createLogSumAccumulator } from './log-sum-map.js';
import { probabilityMap } from './probability-map.js';
import { resizeBilinear } from './resize-bilinear.js';
import { labelPlane, scoreMap } from './score-map.js';
import { softmax } from './softmax.js';

type Size = { width: number; height: number; alignCorners: boolean };

/** Logits as smooth as a network's, so that many grid cells are uniform and some are not. */
function smoothLogits(labels: number, h: number, w: number, seed = 1): Tensor<'float32'> {
  const coarse = noiseTensor([1, labels, 4, 4], seed);
  const { data } = resizeBilinear(coarse, { size: [h, w] }, { alignCorners: true });
  return tensor('float32', [labels, h, w], data);
}

function upsample(logits: Tensor<'float32'>, { width, height, alignCorners }: Size): Tensor<'float32'> {
  return resizeBilinear(
    { ...logits, shape: [1, ...logits.shape] },
    { size: [height, width] },
    { alignCorners },
  );
}

function slice({ shape: [, h, w], data }: Tensor<'float32'>, from: number, to: number): Tensor<'float32'> {
  return tensor('float32', [to - from, h, w], data.slice(from * h * w, to * h * w));
}

const geometries: [number, number, number, Size][] = [
  [1, 1, 1, { width: 3, height: 2, alignCorners: true }],
  [2, 1, 1, { width: 1, height: 1, alignCorners: false }],
  [5, 6, 7, { width: 14, height: 12, alignCorners: true }],
  [5, 6, 7, { width: 41, height: 29, alignCorners: false }],
  [9, 12, 10, { width: 4, height: 5, alignCorners: false }],
  [9, 12, 10, { width: 5, height: 4, alignCorners: true }],
  [300, 5, 4, { width: 13, height: 11, alignCorners: false }],
];

describe('labelMapFromLogits', () => {
  it('equals the official argmax', () => {
    const golden = readFixture('regularizers.safetensors');
    const low = golden.floats('arch1_lrelu_depth1.logits_low');
    const found = labelMapFromLogits(tensor('float32', low.shape.slice(1), low.data), {
      width: 64,
      height: 32,
      alignCorners: true,
    });
    const expected = golden.bytes('argmax').data;
    const scores = golden.floats('logits').data;
    const differing = [...found.keys()].filter((i) => found[i] !== expected[i]);
    for (const i of differing) {
      const margin = scores[expected[i] * 2048 + i] - scores[found[i] * 2048 + i];
      expect(margin).toBeLessThan(2 * 8.4e-5);
    }
    expect(differing.length).toBeLessThan(3);
  });

  it.each(geometries)('equals argmax after upsampling: %s labels, %s × %s to %o', (labels, h, w, size) => {
    for (const logits of [smoothLogits(labels, h, w), noiseTensor([labels, h, w])]) {
      const full = upsample(logits, size);
      const expected = argmax(full, 1).data;
      const found = labelMapFromLogits(logits, size);
      const pixels = size.width * size.height;
      const losses = [...expected].map(
        (best, i) => full.data[best * pixels + i] - full.data[found[i] * pixels + i],
      );
      expect(maxDifference(losses, new Float32Array(pixels))).toBeLessThan(1e-6);
      expect(found.filter((label, i) => label !== expected[i]).length).toBeLessThanOrEqual(pixels * 0.01);
    }
  });

  it('gives ties to the first label, in one tensor and in several', () => {
    const [a, b] = [noise(30, 1), noise(30, 2)];
    const logits = tensor('float32', [4, 5, 6], new Float32Array([...a, ...b, ...a, ...b]));
    const size = { width: 17, height: 13, alignCorners: false };
    const whole = labelMapFromLogits(logits, size);
    const pieces = createLabelMapAccumulator({ ...size, labelCount: 4 });
    for (let n = 0; n < 4; n++) pieces.add(slice(logits, n, n + 1), n);
    expect(Math.max(...whole)).toBe(1);
    expect(pieces.labelMap).toEqual(whole);
  });

  it('is 8 bit up to 256 labels and 16 bit above', () => {
    const size = { width: 2, height: 2, alignCorners: true };
    expect(labelMapFromLogits(noiseTensor([256, 1, 1]), size)).toBeInstanceOf(Uint8Array);
    const logits = tensor(
      'float32',
      [300, 1, 1],
      Float32Array.from({ length: 300 }, (_, n) => n),
    );
    expect(labelMapFromLogits(logits, size)).toEqual(new Uint16Array(4).fill(299));
  });

  it('survives scores that are not numbers', () => {
    const logits = tensor('float32', [2, 1, 2], new Float32Array([NaN, 1, 3, NaN]));
    expect([...labelMapFromLogits(logits, { width: 4, height: 1, alignCorners: true })]).toHaveLength(4);
  });

  it('refuses empty sizes and impossible numbers of labels', () => {
    expect(() =>
      labelMapFromLogits(noiseTensor([2, 2, 2]), { width: -1, height: 1, alignCorners: true }),
    ).toThrow(/positive/);
    for (const count of [0, 65_536])
      expect(() => allocateLabelMap(1, count)).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
  });
});

describe('createLabelMapAccumulator', () => {
  it('finds the same map in chunks', () => {
    const logits = smoothLogits(300, 9, 8, 3);
    const size = { width: 31, height: 27, alignCorners: true };
    const accumulator = createLabelMapAccumulator({ ...size, labelCount: 300 });
    for (let first = 0; first < 300; first += 128)
      accumulator.add(slice(logits, first, Math.min(first + 128, 300)), first);
    expect(accumulator.labelMap).toEqual(labelMapFromLogits(logits, size));
  });

  it('pauses after every row', () => {
    const size = { width: 4, height: 6, alignCorners: true };
    const accumulator = createLabelMapAccumulator({ ...size, labelCount: 2 });
    const logits = tensor('float32', [2, 1, 1], new Float32Array([0, 1]));
    const steps = accumulator.addInSteps(logits, 0);
    expect(steps.next().value).toBe(1);
    expect([...accumulator.labelMap]).toEqual([1, 1, 1, 1, ...new Array(20).fill(0)]);
    expect([...steps]).toEqual([2, 3, 4, 5, 6]);
    expect(accumulator.labelMap).toEqual(labelMapFromLogits(logits, size));
  });
});

describe('probabilityMap and scoreMap', () => {
  it.each(geometries)('equal softmax after upsampling: %s labels, %s × %s to %o', (labels, h, w, size) => {
    const logits = noiseTensor([labels, h, w], 5);
    const full = upsample(logits, size);
    const pixels = size.width * size.height;
    const index = labels >> 1;
    const expected = softmax(
      tensor(
        'float32',
        full.shape,
        full.data.map((x) => x / 0.3),
      ),
    );
    const range: [number, number] = [index * pixels, (index + 1) * pixels];
    const found = probabilityMap(logits, index, { ...size, temperature: 0.3 });
    expect(maxDifference(found, expected.data.subarray(...range))).toBeLessThan(1e-6);
    expect(maxDifference(scoreMap(logits, index, size), full.data.subarray(...range))).toBeLessThan(1e-6);
  });

  it('adds chunks in any order', () => {
    const logits = noiseTensor([7, 4, 3]);
    const size = { width: 9, height: 10, alignCorners: false };
    const [pieces, whole] = [createLogSumAccumulator(size), createLogSumAccumulator(size)];
    for (const chunk of [slice(logits, 4, 7), slice(logits, 0, 4)]) for (const _ of pieces.addInSteps(chunk));
    for (const _ of whole.addInSteps(logits));
    expect(maxDifference(pieces.logSums, whole.logSums)).toBeLessThan(1e-12);
  });

  it('gives 0 and 1 where a label is hopeless or sure', () => {
    const logits = tensor('float32', [2, 1, 1], new Float32Array([5000, -5000]));
    const size = { width: 1, height: 1, alignCorners: true };
    expect([probabilityMap(logits, 0, size)[0], probabilityMap(logits, 1, size)[0]]).toEqual([1, 0]);
  });

  it('refuses a label that is not there', () => {
    expect(() => labelPlane(noiseTensor([2, 1, 1]), 2)).toThrow(/0 to 1, got 2/);
  });
});
