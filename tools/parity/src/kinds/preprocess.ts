import { createImageReader } from '@langseg/adapter-node';
import { normalizePixels, tensor, toPixels, type RgbImage, type Tensor } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareTensors, type Comparison } from '../compare.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { rgbImage, withoutBatch } from '../golden/rgb-image.js';

const half = z.tuple([z.number(), z.number(), z.number()]).default([0.5, 0.5, 0.5]);

/** ToTensor, Normalize and Resize of the official app, and decoding where the case has its picture as a file. */
export const preprocess = codeKind(
  { png: z.string().optional(), size: z.tuple([z.int(), z.int()]), mean: half, std: half },
  async ({ png, size: [height, width], mean, std }, { files, tensors }) => {
    const rgb = await tensors.input('rgb_u8');
    const image = rgbImage(rgb);
    const preprocessing = { mean, std, resample: 'bilinear', ...unusedSizes } as const;
    const resized = withoutBatch(toPixels(image, preprocessing, { width, height }));
    const [sum, magnitudes] = [total(resized, (value) => value), total(resized, Math.abs)];
    const excerpts = Object.fromEntries(tensors.outputs.flatMap((name) => excerptOf(name, resized)));

    const comparisons = await compareOutputs(
      tensors,
      { normalized: withoutBatch(normalizePixels(image, { mean, std })), resized, ...excerpts },
      { except: ['sum', 'abs_sum'] },
    );
    for (const [output, found] of [
      ['sum', sum],
      ['abs_sum', magnitudes],
    ] as const)
      if (tensors.has(output)) {
        const actual = { shape: [1], data: Float64Array.of(found) };
        // Rounding of the single values, which the excerpts bound, adds up.
        comparisons.push(compareTensors(output, actual, await tensors.expected(output), 1e-6 * magnitudes));
      }
    return png ? [...comparisons, await compareDecoded(files.path(png), rgb)] : comparisons;
  },
);

const unusedSizes = { longestSide: Infinity, onlyShrink: true, sizeMultiple: 1 };

async function compareDecoded(path: string, expected: Tensor): Promise<Comparison> {
  const { width, height, data }: RgbImage = await createImageReader().read(path);
  return compareTensors('png', { shape: [height, width, 3], data }, expected, 0);
}

/** Reads a name such as `resized_rows_stride17_cols_stride13`: every 17th row, of those every 13th column. */
function excerptOf(name: string, { shape: [channels, height, width], data }: Tensor<'float32'>) {
  const match = /^resized_rows_stride(\d+)_cols_stride(\d+)$/.exec(name);
  if (!match) return [];
  const [down, right] = [Number(match[1]), Number(match[2])];
  const shape = [channels, Math.ceil(height / down), Math.ceil(width / right)];
  const values: number[] = [];
  for (let channel = 0; channel < channels; channel++)
    for (let y = 0; y < height; y += down)
      for (let x = 0; x < width; x += right) values.push(data[(channel * height + y) * width + x]);
  return [[name, tensor('float32', shape, Float32Array.from(values))] as const];
}

function total({ data }: Tensor<'float32'>, of: (value: number) => number): number {
  return data.reduce((sum, value) => sum + of(value), 0);
}
