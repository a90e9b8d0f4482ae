import * as z from 'zod';
import type { MosaicSizes } from '../mosaic/mosaic-blocks.js';
import type { MobilenetConfig } from './mobilenet-graph.js';

/** Channels inside the small encoder. */
export interface MobilenetChannels {
  /** First convolution of the trunk. */
  readonly stem: number;
  /** Outputs of the seven stages of inverted residuals. */
  readonly stages: readonly number[];
  /** Factor by which the 1×1 convolutions of the inverted residuals widen. */
  readonly expansion: number;
  /** Both branches of ASPP, and what they are joined to. */
  readonly pooled: number;
  /** Decoder: the coarse map's context. */
  readonly context: number;
  /** Decoder: the lateral map at stride 8, and what is fused there. */
  readonly lateral8: number;
  readonly fuse8: number;
  /** Decoder: the lateral map at stride 4, and what is fused there. */
  readonly lateral4: number;
  readonly fuse4: number;
  /** Classes of the trunk's own classifier, whose answers add to the embeddings. Default 0: it has none. */
  readonly classes?: number;
  /** Of a second trunk, MOSAIC, that sees the photo at three quarters of its size. Default: it has none. */
  readonly scenes?: MosaicSizes | undefined;
}

/** All sizes of a small encoder. */
export interface MobilenetSizes extends MobilenetConfig, MobilenetChannels {}

const count = z.int().positive();

/** {@link MobilenetChannels} in a recipe. */
export const mobilenetSizes = z.strictObject({
  stem: count,
  stages: z.array(count).length(7),
  expansion: count,
  pooled: count,
  context: count,
  lateral8: count,
  fuse8: count,
  lateral4: count,
  fuse4: count,
  classes: z
    .int()
    .nonnegative()
    .optional()
    .describe(
      "Of the backbone's own classifier, whose answers add to the embeddings. Default 0: it has none.",
    ),
  scenes: z
    .strictObject({
      classes: count.describe('Of its own classifier, whose answers add to the embeddings.'),
      width: z.number().positive().max(4).describe('Factor on its channels: 1 for the published weights.'),
    })
    .optional()
    .describe('A second trunk, MOSAIC, that sees the photo at three quarters of its size. Default: none.'),
});

/** MobileNetV2 1.0 (Sandler et al. 2018, table 2) and its decoder; PASCAL VOC's classes. */
export const mobilenetChannels: MobilenetChannels = {
  stem: 32,
  stages: [16, 24, 32, 64, 96, 160, 320],
  expansion: 6,
  pooled: 256,
  context: 96,
  lateral8: 32,
  fuse8: 128,
  lateral4: 24,
  fuse4: 160,
  classes: 21,
};

/** The embedded default model: the same with a second trunk, MOSAIC, which knows rooms and streets by the 31 most frequent classes of ADE20K. */
export const twoTrunkChannels: MobilenetChannels = {
  ...mobilenetChannels,
  scenes: { classes: 32, width: 1 },
};
