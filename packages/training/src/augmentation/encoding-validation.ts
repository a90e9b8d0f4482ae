import type { Sample } from '@langseg/datasets';
import * as z from 'zod';
import { defineAugmentation } from './augmentation-component.js';
import { cropSample } from './crop-sample.js';
import { resizeSample } from './resize-sample.js';
import { roundHalfEven } from './round-half-even.js';
import { side, square } from './side.js';

/**
 * The official transform of validation, `_val_sync_transform` of PyTorch-Encoding's `BaseDataset`, byte for byte: the
 * short side resized to the crop's, then the middle cut out.
 */
export const encodingValidation = defineAugmentation({
  type: 'encoding-validation',
  configSchema: z.strictObject({
    /** Side of the square crop. Default 480, as upstream. */
    cropSize: side.default(480),
  }),
  create: ({ cropSize }) => ({
    size: square(cropSize),
    looks: 1,
    apply: (sample) => transform(sample, cropSize),
  }),
});

function transform(sample: Sample, cropSize: number): Sample {
  const { width, height } = sample.image;
  const longer = (side: number, other: number) => Math.trunc((side * cropSize) / other);
  const size =
    width > height
      ? { width: longer(width, height), height: cropSize }
      : { width: cropSize, height: longer(height, width) };
  return cropSample(resizeSample(sample, size), {
    x: roundHalfEven((size.width - cropSize) / 2),
    y: roundHalfEven((size.height - cropSize) / 2),
    width: cropSize,
    height: cropSize,
  });
}
