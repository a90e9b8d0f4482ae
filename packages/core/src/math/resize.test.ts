import { describe, expect, it } from 'vitest';
import { maxDifference, noiseTensor } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { tensor } from '../tensor/tensor.js';
import { resizeBilinear } from './resize-bilinear.js';
import { resizeNearest } from './resize-nearest.js';
import { resizePositionEmbedding } from './resize-position-embedding.js';

const golden = readFixture('interpolate.safetensors');

describe('resizeBilinear', () => {
  it.each([
    ['up_ac', { size: [13, 20] }, true],
    ['up_noac', { size: [13, 20] }, false],
    ['down_ac', { size: [3, 4] }, true],
    ['down_noac', { size: [3, 4] }, false],
    ['x2_ac', { scaleFactor: 2 }, true],
    ['x2_noac', { scaleFactor: 2 }, false],
    ['to1_ac', { size: [1, 1] }, true],
    ['to1_noac', { size: [1, 1] }, false],
    ['same_ac', { size: [5, 7] }, true],
    ['odd_ac', { size: [2, 15] }, true],
    ['from1_ac', { size: [4, 3] }, true],
  ] as const)('equals PyTorch in case %s', (name, target, alignCorners) => {
    const expected = golden.floats(`${name}.y`);
    const found = resizeBilinear(golden.floats(`${name}.x`), target, { alignCorners });
    expect(found.shape).toEqual(expected.shape);
    expect(maxDifference(found.data, expected.data)).toBeLessThan(4e-6);
  });

  it('spaces samples by the factor itself when the size was rounded down', () => {
    const row = tensor('float32', [1, 1, 1, 3], new Float32Array([0, 1, 2]));
    const { shape, data } = resizeBilinear(row, { scaleFactor: 1.5 }, { alignCorners: false });
    expect(shape).toEqual([1, 1, 1, 4]);
    expect(maxDifference(data, [0, 1 / 2, 7 / 6, 11 / 6])).toBeLessThan(1e-6);
  });

  it('refuses an empty size and another rank', () => {
    const image = noiseTensor([1, 1, 2, 2]);
    expect(() => resizeBilinear(image, { size: [0, 2] }, { alignCorners: true })).toThrow(/positive/);
    expect(() => resizeBilinear(noiseTensor([2, 2]), { size: [1, 2] }, { alignCorners: true })).toThrow(
      /\[B, C, H, W\]/,
    );
  });
});

describe('resizeNearest', () => {
  it('equals PyTorch', () => {
    const found = resizeNearest(golden.floats('nearest.x'), { size: [12, 5] });
    expect(found).toEqual(golden.floats('nearest.y'));
  });

  it('repeats pixels for a whole factor', () => {
    const row = tensor('float32', [1, 1, 1, 2], new Float32Array([4, 9]));
    expect([...resizeNearest(row, { scaleFactor: 2 }).data]).toEqual([4, 4, 9, 9, 4, 4, 9, 9]);
  });
});

describe('resizePositionEmbedding', () => {
  const positions = readFixture('position-embedding.safetensors');

  it.each([
    ['24', '6x8'],
    ['24', '2x3'],
    ['12', '15x15'],
    ['12', '4x6'],
    ['12', '12x12'],
  ])('equals upstream from a grid of %s to %s', (grid, size) => {
    const [rows, columns] = size.split('x').map(Number);
    const found = resizePositionEmbedding(positions.floats(`${grid}.pos_embed`), [rows, columns]);
    const expected = positions.floats(`${grid}.${size}`);
    expect(found.shape).toEqual(expected.shape);
    expect(maxDifference(found.data, expected.data)).toBeLessThan(4e-6);
  });

  it('refuses a grid that is not square', () => {
    expect(() => resizePositionEmbedding(noiseTensor([1, 7, 4]), [2, 2])).toThrow(/1 \+ G × G/);
  });
});
