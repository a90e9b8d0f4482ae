import type { NetworkConfig } from '@langseg/architecture';
import * as z from 'zod';
import { swigluHidden, type Dinov2Config } from '../dinov2/dinov2-config.js';
import { dinov2Sizes } from '../dinov2/dinov2-sizes.js';

/** All sizes of a TIPS vision transformer. */
export interface TipsSizes extends Dinov2Config, NetworkConfig {
  /**
   * What patches are read by: `value`, which words are compared with, passes the last block without attention; `patches`
   * is the ordinary way, for heads and training. Default `value`.
   */
  readonly readout?: 'value' | 'patches';
}

/** {@link TipsSizes} in a recipe. */
export const tipsSizes = z.strictObject({
  ...dinov2Sizes,
  readout: z.enum(['value', 'patches']).optional(),
});

const common = { patchSize: 14, ffn: 'mlp', registers: 1, trainedSide: 448 } as const;

/** The published models' sizes. */
export const tipsPresets = {
  b14: { ...common, width: 768, depth: 12, heads: 12, hidden: 3072 },
  l14: { ...common, width: 1024, depth: 24, heads: 16, hidden: 4096 },
  so400m14: { ...common, width: 1152, depth: 27, heads: 16, hidden: 4304 },
  g14: { ...common, width: 1536, depth: 40, heads: 24, hidden: swigluHidden(1536), ffn: 'swiglu' },
} as const;
