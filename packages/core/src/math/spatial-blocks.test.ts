import { describe, expect, it } from 'vitest';
import { maxDifference, noiseTensor } from '../__fixtures__/compare.js';
import { readFixture } from '../__fixtures__/read-fixture.js';
import { bottleneckBlock, depthwiseBlock } from './spatial-blocks.js';

const golden = readFixture('regularizers.safetensors');

describe('spatial blocks', () => {
  it.each([
    ['arch1_lrelu_depth0', bottleneckBlock, 0, 'lrelu', 8.8e-5],
    ['arch1_lrelu_depth1', bottleneckBlock, 1, 'lrelu', 9.5e-5],
    ['arch1_tanh_depth3', bottleneckBlock, 3, 'tanh', 6.5e-5],
    ['arch1_relu_depth3', bottleneckBlock, 3, 'relu', 2.3e-4],
    ['arch2_lrelu_depth3', depthwiseBlock, 3, 'lrelu', 4.2e-5],
    ['arch2_tanh_depth1', depthwiseBlock, 1, 'tanh', 3.6e-5],
    ['arch2_relu_depth3', depthwiseBlock, 3, 'relu', 1.9e-5],
  ] as const)('equals the official network in case %s', (name, block, depth, activation, tolerance) => {
    const kernel = golden.floats(`${name}.kernel`).data;
    const bias = golden.floats(`${name}.bias`).data[0];
    const found = block(golden.floats('logits_cos'), { kernel, bias, depth, activation });
    expect(maxDifference(found.data, golden.floats(`${name}.logits_low`).data)).toBeLessThan(tolerance);
  });

  const options = { kernel: [1, 2, 3, 4, 5, 6, 7, 8, 9], bias: 0.5, depth: 2, activation: 'lrelu' } as const;

  it('works on one pixel and one label', () => {
    const pixel = { dtype: 'float32', shape: [1, 1, 1, 1], data: new Float32Array([2]) } as const;
    expect(depthwiseBlock(pixel, { ...options, depth: 1 }).data[0]).toBe(10.5);
    expect(bottleneckBlock(pixel, { ...options, depth: 1 }).data[0]).toBe(12.5);
  });

  it('treats the images of a batch apart', () => {
    const batch = noiseTensor([2, 3, 4, 5]);
    const second = { ...batch, shape: [1, 3, 4, 5], data: batch.data.slice(60) };
    expect(bottleneckBlock(batch, options).data.slice(60)).toEqual(bottleneckBlock(second, options).data);
  });

  it('refuses a kernel that is not 3 × 3', () => {
    expect(() => depthwiseBlock(noiseTensor([1, 1, 2, 2]), { ...options, kernel: [1] })).toThrow(/3 × 3/);
  });
});
