import { createNodeRuntime } from '@langseg/adapter-node';
import { toPixels } from '@langseg/core';
import { tips } from '@langseg/image-encoders';
import type { Benchmark } from '../measuring/benchmark.js';
import { resizedPhoto } from '../scenes/sample-photo.js';
import { matrixProduct } from './matrix-product.js';

/** Pixels along the sides of the photo, those that TIPS' positions were learned at. */
const side = 448;

/** TIPS' image encoder in single precision and in 8 bits, in turn with the machine's own matrix product. */
function tipsPrecision(size: 'b14' | 'l14', gflop: number): Benchmark {
  const [fp32, q8] = [`tips-${size}`, `tips-${size}-q8`] as const;
  return {
    id: `precision/tips-${size}`,
    title: `TIPSv2-${size.toUpperCase()} image encoding, ${side}×${side} (${gflop} GFLOP)`,
    models: [fp32, q8],
    async prepare(workplace) {
      const runtime = createNodeRuntime();
      const photo = await resizedPhoto(side, side);
      const pixels = toPixels(photo, tips.architecture.preprocessing, { width: side, height: side });
      const encoding = async (model: typeof fp32 | typeof q8) => {
        const session = await runtime.load({ kind: 'file', path: workplace.modelPath(model) });
        return () => session.run({ pixels });
      };
      const product = await matrixProduct.prepare(workplace);
      if ('skipped' in product) return product;
      return {
        variants: [
          { name: 'a matrix product of 17 GFLOP', run: product.variants[0].run },
          { name: 'fp32', run: await encoding(fp32) },
          { name: 'q8', run: await encoding(q8) },
        ],
      };
    },
  };
}

export const tipsB14Precision = tipsPrecision('b14', 208);
export const tipsL14Precision = tipsPrecision('l14', 716);
