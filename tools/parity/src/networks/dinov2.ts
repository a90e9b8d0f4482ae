import type { Weights } from '@langseg/core';
import type { Dinov2Config } from '@langseg/image-encoders';
import * as z from 'zod';

/** The `config` of a case with a DINOv2 transformer. */
export const dinov2Config = z.looseObject({
  image_size: z.number(),
  patch_size: z.number(),
  width: z.number(),
  depth: z.number(),
  heads: z.number(),
  ffn: z.enum(['mlp', 'swiglu']).default('mlp'),
  registers: z.number(),
});

/** Its sizes; hidden channels are read off the weights. */
export function dinov2Sizes(config: z.output<typeof dinov2Config>, weights: Weights): Dinov2Config {
  const { width, depth, heads, ffn, registers } = config;
  const last = weights.get(`blocks.0.mlp.${ffn === 'swiglu' ? 'w3' : 'fc2'}.weight`)!;
  return {
    width,
    depth,
    heads,
    ffn,
    registers,
    patchSize: config.patch_size,
    trainedSide: config.image_size,
    hidden: last.shape[1],
  };
}
