import type { Sample } from '@langseg/datasets';
import * as z from 'zod';
import type { Random } from '../random/random.js';
import { defineAugmentation } from './augmentation-component.js';
import { cropSample } from './crop-sample.js';
import { mirror } from './mirror.js';
import { placeSample, type Padding } from './place-sample.js';
import { resizeSample } from './resize-sample.js';
import { side, square } from './side.js';

const configSchema = z.strictObject({
  /** Side of the square crop. Default 480, as upstream. */
  cropSize: side.default(480),
  /** The long side is drawn from half of this to twice this. Default 520, as upstream. */
  baseSize: side.default(520),
});

/**
 * The official training transform, `_sync_transform` of PyTorch-Encoding's `BaseDataset`, byte for byte: mirrored half
 * of the time, resized to a random long side, padded at right and bottom, cropped at a random corner.
 *
 * Draws in this order: `uniform()`, less than 0.5 mirrors; `int` of the long side; `int` of the crop's x; `int` of y.
 * Python's `randint` includes its upper bound, so the bounds given here are larger by one.
 *
 * Where upstream pads the mask with 0, which is a class in most data sets, the padding is ignored.
 */
export const encodingTrain = defineAugmentation({
  type: 'encoding-train',
  configSchema,
  create: (sizes) => ({
    size: square(sizes.cropSize),
    // Black as upstream, before normalisation.
    apply: (sample, random, { maskValue }) =>
      transform(sample, sizes, random, { color: [0, 0, 0], maskValue }),
  }),
});

function transform(
  sample: Sample,
  { cropSize, baseSize }: z.output<typeof configSchema>,
  random: Random,
  padding: Padding,
): Sample {
  const mirrored = random.uniform() < 0.5 ? mirror(sample) : sample;
  const { width, height } = mirrored.image;
  const longSide = random.int(Math.trunc(baseSize * 0.5), Math.trunc(baseSize * 2) + 1);
  const shorter = (side: number, other: number) => Math.max(1, Math.trunc((side * longSide) / other + 0.5));
  const size =
    height > width
      ? { width: shorter(width, height), height: longSide }
      : { width: longSide, height: shorter(height, width) };
  const canvas = { width: Math.max(size.width, cropSize), height: Math.max(size.height, cropSize) };
  const padded = placeSample(resizeSample(mirrored, size), canvas, { x: 0, y: 0 }, padding);
  const x = random.int(0, canvas.width - cropSize + 1);
  const y = random.int(0, canvas.height - cropSize + 1);
  return cropSample(padded, { x, y, width: cropSize, height: cropSize });
}
