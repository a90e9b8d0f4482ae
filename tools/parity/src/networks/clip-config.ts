import * as z from 'zod';

/** A CLIP model, with the names of openai/CLIP's `build_model`. */
export const clipConfig = z.looseObject({
  embed_dim: z.int(),
  vision_layers: z.union([z.int(), z.array(z.int())]),
  vision_width: z.int(),
  vision_heads: z.int(),
  vision_patch_size: z.int().nullable(),
  context_length: z.int(),
  transformer_width: z.int(),
  transformer_heads: z.int(),
  transformer_layers: z.int(),
});

/** See {@link clipConfig}. */
export type ClipConfig = z.output<typeof clipConfig>;
