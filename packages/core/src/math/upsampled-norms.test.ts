import { describe, expect, it } from 'vitest';
import { noiseTensor } from '../__fixtures__/compare.js';
import type { Tensor } from '../tensor/tensor.js';
import { resizeBilinear } from './resize-bilinear.js';
import { upsampledNorms } from './upsampled-norms.js';

function naiveNorms(values: Tensor<'float32'>, factor: number, alignCorners: boolean): number[] {
  const [B, D, h, w] = values.shape;
  const { data } = resizeBilinear(values, { size: [h * factor, w * factor] }, { alignCorners });
  const area = h * w * factor * factor;
  return Array.from({ length: B * area }, (_, i) => {
    const start = Math.floor(i / area) * D * area + (i % area);
    return Math.hypot(...Array.from({ length: D }, (_, d) => data[start + d * area]));
  });
}

const shapes = [
  [1, 1, 1, 1],
  [1, 5, 1, 4],
  [2, 7, 3, 1],
  [2, 6, 4, 5],
];

describe('upsampledNorms', () => {
  for (const alignCorners of [true, false])
    for (const factor of [1, 2, 3, 4])
      it.each(shapes)(
        `equals the norms of upsampled embeddings, ×${factor}, ${alignCorners}: %s %s %s %s`,
        (...shape) => {
          const values = noiseTensor(shape);
          const expected = naiveNorms(values, factor, alignCorners);
          const found = upsampledNorms(values, { factor, alignCorners });
          expect(found.shape).toEqual([shape[0], shape[2] * factor, shape[3] * factor]);
          const worst = Math.max(...expected.map((norm, i) => Math.abs(found.data[i] - norm) / norm));
          expect(worst).toBeLessThan(1e-6);
        },
      );

  it('finds the zero between opposite embeddings', () => {
    const values = {
      dtype: 'float32',
      shape: [1, 2, 1, 2],
      data: new Float32Array([1, -1, 0.3, -0.3]),
    } as const;
    const { data } = upsampledNorms(values, { factor: 3, alignCorners: false });
    expect(data[2]).toBeCloseTo(Math.hypot(1, 0.3) / 3, 6);
    const middle = upsampledNorms({ ...values, shape: [1, 2, 1, 2] }, { factor: 2, alignCorners: true }).data;
    expect(middle[1]).toBeCloseTo(Math.hypot(1, 0.3) / 3, 6);
    expect([...data].every(Number.isFinite)).toBe(true);
  });
});
