import { z } from 'zod';

/** How an encoder is shown a photo: windows, scales, mirrored or not. */
export const protocolView = z.strictObject({
  /** Default: the whole photo. */
  windows: z
    .strictObject({
      size: z.int().positive(),
      stride: z.int().positive(),
      shortSide: z.int().positive().optional(),
      longSide: z.int().positive().optional(),
    })
    .optional(),
  scales: z.array(z.number().positive()).min(1).optional(),
  flip: z.boolean().optional(),
  fuse: z.enum(['sum-logits', 'mean-softmax']).optional(),
});
