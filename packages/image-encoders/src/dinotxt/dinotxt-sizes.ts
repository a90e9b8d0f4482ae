import type { NetworkConfig } from '@langseg/architecture';
import * as z from 'zod';
import type { Dinov2Config } from '../dinov2/dinov2-config.js';
import { dinov2Sizes } from '../dinov2/dinov2-sizes.js';

/** All sizes of dino.txt's image side. */
export interface DinotxtSizes extends Dinov2Config, NetworkConfig {
  /** Blocks of the head on top of DINOv2. */
  readonly headBlocks: number;
  /** Channels of each half of the head's SwiGLU. */
  readonly headHidden: number;
}

/** {@link DinotxtSizes} in a recipe. */
export const dinotxtSizes = z.strictObject({
  ...dinov2Sizes,
  headBlocks: z.int().positive(),
  headHidden: z.int().positive(),
});

/** The published model's sizes. */
export const dinotxtPresets = {
  /** On `dinov2_vitl14_reg4`. */
  l14: {
    patchSize: 14,
    width: 1024,
    depth: 24,
    heads: 16,
    hidden: 4096,
    ffn: 'mlp',
    registers: 4,
    trainedSide: 518,
    headBlocks: 2,
    headHidden: 2752,
  },
} as const;
