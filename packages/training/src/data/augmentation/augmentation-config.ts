import { z } from 'zod';
import { randomCropOptions } from './random-crop.js';

const side = z.int().min(1).max(16_384);

/** Schema of {@link AugmentationConfig}. */
export const augmentationConfig = z.discriminatedUnion('type', [
  z.strictObject({
    /** Random scale, place, mirroring and colours: see `randomCropTransform`. */
    type: z.literal('random-crop'),
    /** Size of the crop: a side, or width and height. */
    crop: z.union([side, z.strictObject({ width: side, height: side })]),
    ...randomCropOptions.shape,
  }),
  z.strictObject({
    /** The official training transform: see `encodingTrainTransform`. */
    type: z.literal('encoding-train'),
    /** Side of the square crop. Default 480, as upstream. */
    cropSize: side.default(480),
    /** The long side is drawn from half of this to twice this. Default 520, as upstream. */
    baseSize: side.default(520),
  }),
  z.strictObject({
    /** The official transform of validation: see `encodingValidationTransform`. */
    type: z.literal('encoding-validation'),
    /** Side of the square crop. Default 480, as upstream. */
    cropSize: side.default(480),
  }),
]);

/** How a photo of any size becomes an element of fixed size. */
export type AugmentationConfig = z.input<typeof augmentationConfig>;
