import * as z from 'zod';
import { bottleneckExpansion } from '../resnet/resnet-parameters.js';
import type { DptResnetConfig } from './dpt-resnet-graph.js';
import type { FusionSizes } from './fusion-parameters.js';

/** All sizes of a DPT-ResNet. `dptResnetGraph` reads those beyond its configuration off the weights. */
export interface DptResnetSizes extends DptResnetConfig {
  /** Channels of the stem; default 64, as in every torchvision ResNet. */
  readonly width?: number;
  /** Channels inside the fusion blocks; default 256. */
  readonly fusionWidth?: number;
}

const count = z.int().positive();

/** {@link DptResnetSizes} in a recipe. */
export const dptResnetSizes = z.strictObject({
  blocks: z.array(count).length(4),
  width: count.optional(),
  fusionWidth: count.optional(),
});

/** LSeg's zero-shot model: DPT's fusion blocks on torchvision's ResNet-101 (upstream `clip_resnet101`). */
export const resnet101: DptResnetSizes = { blocks: [3, 4, 23, 3], embeddingDim: 512 };

export function stemWidth({ width = 64 }: DptResnetSizes): number {
  return width;
}

/** Sizes of the decoder, which follow from the trunk's. */
export function fusionSizes(config: DptResnetSizes): FusionSizes {
  const features = config.blocks.map((_, stage) => bottleneckExpansion * stemWidth(config) * 2 ** stage);
  return { ...config, features };
}
