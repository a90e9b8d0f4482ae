import { resizeNearest, tensor, toPixels } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { rgbImage, withoutBatch } from '../golden/rgb-image.js';

const perChannel = z.tuple([z.number(), z.number(), z.number()]);

/** The few-shot protocols' preparation: the picture resized as Pillow does, the mask by nearest neighbour. */
export const fewshotTransform = codeKind(
  { size: z.int(), mean: perChannel, std: perChannel },
  async ({ size, mean, std }, { tensors }) => {
    const image = rgbImage(await tensors.input('rgb_u8'));
    const mask = await tensors.floatInput('mask');
    const pixels = toPixels(
      image,
      { mean, std, resample: 'bilinear-antialias', longestSide: size, onlyShrink: false, sizeMultiple: 1 },
      { width: size, height: size },
    );
    const resized = resizeNearest(tensor('float32', [1, 1, ...mask.shape], mask.data), {
      size: [size, size],
    });
    return compareOutputs(tensors, {
      tensor: withoutBatch(pixels),
      mask_nearest: tensor('float32', [size, size], resized.data),
    });
  },
);
