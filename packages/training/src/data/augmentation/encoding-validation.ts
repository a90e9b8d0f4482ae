import type { Sample } from '../sample.js';
import { cropSample } from './crop-sample.js';
import type { EncodingSizes } from './encoding-train.js';
import { resizeSample } from './resize-sample.js';
import { roundHalfEven } from './round-half-even.js';

/**
 * The official transform of validation, `_val_sync_transform` of PyTorch-Encoding's `BaseDataset`, byte for byte: the
 * short side resized to the crop's, then the middle cut out.
 */
export function encodingValidationTransform(
  sample: Sample,
  { cropSize }: Pick<EncodingSizes, 'cropSize'>,
): Sample {
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
