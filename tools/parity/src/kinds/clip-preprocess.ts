import { clipPreprocess as preprocessForClip } from '@langseg/core';
import * as z from 'zod';
import { codeKind } from '../case-kind.js';
import { compareOutputs } from '../golden/compare-outputs.js';
import { rgbImage, withoutBatch } from '../golden/rgb-image.js';

/** CLIP's own preprocessing to a square of `n_px` pixels. */
export const clipPreprocess = codeKind({ n_px: z.int() }, async ({ n_px: size }, { tensors }) => {
  const image = rgbImage(await tensors.input('rgb_u8'));
  return compareOutputs(tensors, { tensor: withoutBatch(preprocessForClip(image, size)) });
});
